import { KnownPods, knownPodsOf } from './known-pods';
import { ManifestSet, Service } from '../../manifests';

/** A Service with an address of its own, and what runs in all the pods that it sends to. */
export interface ServedPods {
  readonly service: Service;
  readonly pods: KnownPods[];
}

/**
 * The Services whose pods are all known. Clients of a headless one choose the port themselves; Jobs are no servers,
 * and pods of unknown kinds may have any port.
 */
export function servedPods({ services, selected }: ManifestSet): ServedPods[] {
  return services.flatMap(service => {
    const pods = selected.get(service.object)!.map(knownPodsOf);
    const servers = pods.filter(found => found !== undefined).filter(({ object: { kind }, containers }) => kind !== 'Job' && kind !== 'CronJob' && containers.length > 0);
    return service.headless || servers.length === 0 || pods.includes(undefined) ? [] : [{ service, pods: servers }];
  });
}
