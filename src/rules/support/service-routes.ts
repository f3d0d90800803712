import { perCluster } from './per-cluster';
import { ManifestObject, ManifestSet } from '../../manifests';

/** Whether a route sends to a Service. */
export function isRouted(manifests: ManifestSet, { namespace, name }: ManifestObject): boolean {
  return routed(manifests).has(serviceKey(namespace, name));
}

const routed = perCluster(({ routes }) =>
  new Set(routes.flatMap(({ backends }) => backends.map(({ namespace, service }) => serviceKey(namespace, service)))));

/** What tells Services of a cluster apart. */
export function serviceKey(namespace: string | undefined, name: string): string {
  return JSON.stringify([namespace ?? null, name]);
}
