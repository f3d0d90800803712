import { groupedBy, keyOf, ManifestObject, ManifestSet, ServicePort } from '../../manifests';
import { perCluster } from '../memoize';

/** Whether a route sends to a Service. */
export function isRouted(manifests: ManifestSet, { namespace, name }: ManifestObject): boolean {
  return routed(manifests).has(keyOf(namespace, name));
}

/** Whether a route sends to this port of a Service. */
export function isRoutedPort(manifests: ManifestSet, { namespace, name }: ManifestObject, port: ServicePort): boolean {
  return (routed(manifests).get(keyOf(namespace, name)) ?? [])
    .some(backend => backend.port === undefined || backend.port === port.port || backend.port === port.name);
}

const routed = perCluster(({ routes }) =>
  groupedBy(routes.flatMap(({ backends }) => backends), ({ namespace, service }) => [keyOf(namespace, service)]));
