import { perCluster } from './memoize';
import { ManifestObject, Workload } from '../manifests';

/** The workloads of a cluster by the objects of their pod templates. */
export const workloadsByObject = perCluster((manifests): ReadonlyMap<ManifestObject, Workload> =>
  new Map(manifests.workloads.map(workload => [workload.object, workload])));

/** The object that defines how pods are replaced, and how many there are. */
export function controllerOf(workload: Workload): ManifestObject {
  return workload.kind === 'Rollout' ? workload.controller : workload.object;
}
