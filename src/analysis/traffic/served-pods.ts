import { mayHaveForeignPods } from './foreign-pods';
import { KnownPods, knownPodsOf } from './known-pods';
import { ManifestObject, PodOwner, rootOf, selectorAt, Service } from '../../manifests';
import { perCluster } from '../memoize';

/** A Service with a cluster IP, and the containers of all the pods that it sends to. */
export interface ServedPods {
  readonly service: Service;
  readonly pods: KnownPods[];
}

/**
 * The Services whose pods are all known. Clients of a headless one choose the port themselves; Jobs are not servers,
 * and pods of unknown kinds, or outside the manifests, may have any port.
 */
export const servedPods = perCluster((manifests): readonly ServedPods[] => {
  return manifests.services.flatMap(service => {
    const owners = manifests.selected.get(service.object)!;
    const pods = owners.map(knownPodsOf);
    const isAlone = !manifests.isPartial && owners.some(owner => isOnlyFor(service, owner));
    if (!isAlone && mayHaveForeignPods(manifests, service.object.namespace)) { return []; }
    const servers = pods.filter(found => found !== undefined).filter(({ object: { kind }, containers }) => kind !== 'Job' && kind !== 'CronJob' && containers.length > 0);
    return service.headless || servers.length === 0 || pods.includes(undefined) ? [] : [{ service, pods: servers }];
  });
});

/** Whether all pods that a Service selects belong to one controller: the selector of the Service includes that of the controller. */
function isOnlyFor({ selector }: Service, { object }: PodOwner): boolean {
  const own = Object.entries(selectorAt(rootOf(object.json), ['spec', 'selector'])?.matchLabels ?? {});
  return own.length > 0 && own.every(([key, value]) => selector[key] === value);
}

/** The Services whose only pods are those of one object, by that object: the first of several. */
export const servicesOfOne = perCluster(({ services, selected }): ReadonlyMap<ManifestObject, ManifestObject> => {
  const found = services.flatMap(({ object }): [ManifestObject, ManifestObject][] => {
    const [pods, other] = selected.get(object) ?? [];
    return pods && !other ? [[pods.object, object]] : [];
  });
  return new Map(found.reverse());
});
