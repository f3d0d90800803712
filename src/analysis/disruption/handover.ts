import { ManifestSet, Workload } from '../../manifests';
import { ClusterProfile } from '../cluster-profile';
import { podTimes } from '../pod/pod-start';
import { stopDelayOf } from '../pod/stop-delay';
import { heldData } from '../scaling/held-data';
import { replacementOf } from '../scaling/replacement';
import { hasPodsBeside } from '../traffic/sibling-pods';
import { usesTerminatingEndpoints } from '../traffic/terminating-endpoints';

/**
 * How long each stopping pod serves for its replacement: as long as its owner states that one needs, and no less than the
 * slowest stated start. Undefined if no handover is stated: a replacement may need a new node and the
 * image, and only the owner knows that the stopping pod outlasts this.
 */
export function handoverOf(workload: Workload, profile: ClusterProfile, manifests: ManifestSet): number | undefined {
  const { handover } = workload.intent;
  return handover === undefined ? undefined : Math.max(handover, podTimes(workload, profile, manifests)?.ready.worst ?? 0);
}

/** Whether each stopping pod serves until its replacement is ready: kube-proxy sends to it for as long as that one needs. */
export function isHandedOver(workload: Workload, profile: ClusterProfile, manifests: ManifestSet): boolean {
  const handover = handoverOf(workload, profile, manifests);
  const delay = stopDelayOf(workload, manifests) ?? Infinity;
  return handover !== undefined && delay >= handover && usesTerminatingEndpoints(workload, profile, manifests);
}

/** The ways to add a new pod while the only old one still runs. */
const STARTS_BESIDE: ReadonlySet<string> = new Set(['rolling', 'besideOld']);

/**
 * Whether another pod can answer while one stops. Recreate and a StatefulSet do not start a pod before their only one has stopped,
 * however long that waits, and no other pod has the data of a pod that alone holds it.
 */
export function hasSuccessor(workload: Workload, manifests: ManifestSet): boolean {
  if (workload.replicas.max > 1 || hasPodsBeside(workload, manifests)) { return true; }
  return STARTS_BESIDE.has(replacementOf(workload).kind) && heldData(workload, manifests) === undefined;
}
