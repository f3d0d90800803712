import { ClusterProfile } from '../../analysis/cluster-profile';
import { longestRequestOf } from '../../analysis/pod/grace-period';
import { ManifestSet } from '../../manifests';

/** Seconds for which an answer is waited beyond the longest request, which is taken for 30 s where nothing states a longer one. */
const SPARE = 5;
const LONGEST_REQUEST = 30;

/** After how many milliseconds a request without an answer has failed: no user of the service waits for longer. */
export function answerTimeout({ workloads }: ManifestSet, profile: ClusterProfile): number {
  return (Math.max(LONGEST_REQUEST, ...workloads.map(workload => longestRequestOf(workload, profile) ?? 0)) + SPARE) * 1000;
}
