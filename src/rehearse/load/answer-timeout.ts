import { ClusterProfile } from '../../analysis/cluster-profile';
import { LIKELY_REQUEST, longestRequestOf } from '../../analysis/pod/grace-period';
import { ManifestSet } from '../../manifests';

/** Seconds to wait for an answer beyond the longest request. */
const SPARE = 5;

/** After how many milliseconds a request without an answer has failed: no user of the service waits for longer. */
export function answerTimeout({ workloads }: ManifestSet, profile: ClusterProfile): number {
  return (Math.max(LIKELY_REQUEST, ...workloads.map(workload => longestRequestOf(workload, profile) ?? 0)) + SPARE) * 1000;
}
