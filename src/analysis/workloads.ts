import { perCluster } from './memoize';
import { ManifestObject, Workload } from '../manifests';

/** The Deployments of a cluster by their objects. */
export const workloadsByObject = perCluster((manifests): ReadonlyMap<ManifestObject, Workload> =>
  new Map(manifests.workloads.map(workload => [workload.object, workload])));
