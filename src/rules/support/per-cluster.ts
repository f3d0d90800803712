import { ManifestSet } from '../../manifests';

/** Computes something once for each cluster, so that a rule need not walk through all objects for each workload. */
export function perCluster<T>(compute: (manifests: ManifestSet) => T): (manifests: ManifestSet) => T {
  const known = new WeakMap<ManifestSet, { readonly value: T }>();
  return manifests => {
    const found = known.get(manifests);
    if (found) { return found.value; }
    const value = compute(manifests);
    known.set(manifests, { value });
    return value;
  };
}
