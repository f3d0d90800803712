import { ManifestSet, Workload } from '../../manifests';
import { ClusterProfile } from '../cluster-profile';
import { podTimes } from '../pod/pod-start';
import { stopDelayOf } from '../pod/stop-delay';
import { usesTerminatingEndpoints } from '../traffic/terminating-endpoints';

/**
 * How long the replacement of a pod needs until it serves: as long as the annotation says, and no less than the stated
 * start takes at the slowest. Undefined where neither is stated.
 */
export function replacementTime(workload: Workload, profile: ClusterProfile, manifests: ManifestSet): number | undefined {
  const start = podTimes(workload, profile, manifests)?.ready.worst;
  const times = [workload.intent.handover, start].filter(time => time !== undefined);
  return times.length === 0 ? undefined : Math.max(...times);
}

/**
 * Whether a leaving pod serves until its replacement does: its stop is delayed for so long, and its router sends to the
 * last stopping pod, as kube-proxy does. A hook of unknown length gets the benefit of the doubt where a handover is stated.
 */
export function coversItself(workload: Workload, profile: ClusterProfile, manifests: ManifestSet): boolean {
  const needed = replacementTime(workload, profile, manifests);
  if (needed === undefined || !usesTerminatingEndpoints(workload, profile, manifests)) { return false; }
  const delay = stopDelayOf(workload);
  return delay === undefined ? workload.intent.handover !== undefined : delay >= needed;
}
