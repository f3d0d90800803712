import { once } from './memoize';
import { ManifestSet } from '../manifests';

/** Computes something once for each cluster, so that a rule need not walk through all objects for each workload. */
export function perCluster<T>(compute: (manifests: ManifestSet) => T): (manifests: ManifestSet) => T {
  return once(compute);
}
