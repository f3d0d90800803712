import { Workload } from '../../manifests';

/** Computes something once for each Deployment, since several rules read the same. */
export function perWorkload<T>(compute: (workload: Workload) => T): (workload: Workload) => T {
  const known = new WeakMap<Workload, { readonly value: T }>();
  return workload => {
    const found = known.get(workload) ?? { value: compute(workload) };
    known.set(workload, found);
    return found.value;
  };
}
