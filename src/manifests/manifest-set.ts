import { ManifestObject } from './manifest-object';
import { Workload } from './workload/workload';

/** What one cluster is given: no two of its objects have the same identity. */
export interface ManifestSet {
  /** In the order of their paths. */
  readonly files: string[];
  /** All of them, Deployments and what nobody here knows alike. */
  readonly objects: ManifestObject[];
  readonly workloads: Workload[];
}
