import { serviceNamed } from './services-by-name';
import { ManifestSet, Service, Workload } from '../../manifests';
import { perCluster } from '../memoize';
import { runningContainers, wordsOf } from '../pod/containers';
import { environmentOf } from '../pod/environment';

/** A target of gRPC that its client resolves by DNS: `dns:///web.shop.svc.cluster.local:9000`. */
const TARGET = /(?:^|[^\w+])dns:(?:\/\/[^\s/]{0,253}\/)?([a-z0-9][a-z0-9.-]{0,252})/g;

/**
 * The headless Service of a workload that a client in the manifests resolves itself, and so asks DNS for the addresses of the pods.
 * It asks at most once in 30 s, and DNS caches the answer for as long.
 */
export function selfResolvedService({ services }: Workload, manifests: ManifestSet): Service | undefined {
  return services.find(service => service.headless && resolved(manifests).has(service));
}

const resolved = perCluster((manifests): ReadonlySet<Service> => new Set(manifests.workloads.flatMap(client =>
  textsOf(client, manifests).flatMap(text => [...text.slice(0, 2000).matchAll(TARGET)])
    .flatMap(([, host]) => serviceOf(host, client, manifests) ?? []))));

function textsOf(client: Workload, manifests: ManifestSet): string[] {
  return runningContainers(client).flatMap(container => [
    ...wordsOf(client, container),
    ...environmentOf(client, container, manifests).sources
      .flatMap(({ values }) => [...values.values()].flatMap(value => value ?? [])),
  ]);
}

function serviceOf(host: string, { namespace }: Workload, manifests: ManifestSet): Service | undefined {
  const [name, stated, svc = 'svc'] = host.split('.');
  return svc === 'svc' ? serviceNamed(manifests, stated ?? namespace, name) : undefined;
}
