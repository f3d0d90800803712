import { ManifestObject, ManifestSet, Workload } from '../manifests';
import { once } from '../manifests/once';

export { once };

/** Computes a value once for each cluster, so that a rule does not visit all objects for each workload. */
export const perCluster: <T>(compute: (manifests: ManifestSet) => T) => (manifests: ManifestSet) => T = once;

/** Computes a value once for each Deployment, since several rules read it. */
export const perWorkload: <T>(compute: (workload: Workload) => T) => (workload: Workload) => T = once;

/** Computes a value once for each object of each cluster, since it also depends on the rest of the cluster. */
export function onceInCluster<O extends object, T>(
  compute: (of: O, manifests: ManifestSet) => T,
): (of: O, manifests: ManifestSet) => T {
  const inCluster = perCluster(manifests => once((of: O) => compute(of, manifests)));
  return (of, manifests) => inCluster(manifests)(of);
}

/** An object before and after an update. */
export interface Pair {
  readonly before: ManifestObject;
  readonly after: ManifestObject;
}

/** Computes a value once for each pair of an object and its previous state, whichever rules need it. */
export function oncePerPair<T>(compute: (pair: Pair) => T): (pair: Pair) => T {
  const known = new WeakMap<ManifestObject, { readonly before: ManifestObject; readonly value: T }>();
  return ({ before, after }) => {
    const found = known.get(after);
    if (found?.before === before) { return found.value; }
    const value = compute({ before, after });
    known.set(after, { before, value });
    return value;
  };
}
