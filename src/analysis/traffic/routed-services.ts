import { keyOf, ManifestObject, ManifestSet } from '../../manifests';
import { perCluster } from '../memoize';

/** Whether a route sends to a Service. */
export function isRouted(manifests: ManifestSet, { namespace, name }: ManifestObject): boolean {
  return routed(manifests).has(keyOf(namespace, name));
}

const routed = perCluster(({ routes }) =>
  new Set(routes.flatMap(({ backends }) => backends.map(({ namespace, service }) => keyOf(namespace, service)))));
