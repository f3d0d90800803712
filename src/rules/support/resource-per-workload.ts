import { Workload } from '../../manifests';

/** Computes something once for each Deployment, since several rules read the same. */
export function perWorkload<T>(compute: (workload: Workload) => T): (workload: Workload) => T {
  const known = new WeakMap<Workload, { readonly value: T }>();
  return workload => {
    const found = known.get(workload);
    if (found) { return found.value; }
    const value = compute(workload);
    known.set(workload, { value });
    return value;
  };
}
