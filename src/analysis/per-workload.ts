import { once } from './memoize';
import { Workload } from '../manifests';

/** Computes something once for each Deployment, since several rules read the same. */
export function perWorkload<T>(compute: (workload: Workload) => T): (workload: Workload) => T {
  return once(compute);
}
