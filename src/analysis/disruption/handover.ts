import { ManifestSet, Workload } from '../../manifests';
import { ClusterProfile } from '../cluster-profile';
import { podTimes } from '../pod/pod-start';
import { stopDelayOf } from '../pod/stop-delay';
import { heldData } from '../scaling/held-data';
import { replacementOf } from '../scaling/replacement';
import { hasPodsBeside } from '../traffic/sibling-pods';
import { usesTerminatingEndpoints } from '../traffic/terminating-endpoints';

/**
 * How long each leaving pod covers for its replacement: as long as its owner says that one needs, and no less than the
 * stated start takes at the slowest. Undefined where no handover is stated: a replacement may need a new node and the
 * image, and only the owner knows that the leaving pod outlasts this.
 */
export function handoverOf(workload: Workload, profile: ClusterProfile, manifests: ManifestSet): number | undefined {
  const { handover } = workload.intent;
  return handover === undefined ? undefined : Math.max(handover, podTimes(workload, profile, manifests)?.ready.worst ?? 0);
}

/** Whether each leaving pod covers for its replacement: kube-proxy sends to it for as long as that one needs. */
export function isHandedOver(workload: Workload, profile: ClusterProfile, manifests: ManifestSet): boolean {
  const handover = handoverOf(workload, profile, manifests);
  const delay = stopDelayOf(workload) ?? Infinity;
  return handover !== undefined && delay >= handover && usesTerminatingEndpoints(workload, profile, manifests);
}

/** How a new pod may come while the only old one still runs. */
const STARTS_BESIDE: ReadonlySet<string> = new Set(['rolling', 'besideOld']);

/**
 * Whether another pod can answer while one stops. Recreate and a StatefulSet start none before their only one has gone,
 * however long that waits, and none has the data of a pod that holds it alone.
 */
export function hasSuccessor(workload: Workload, manifests: ManifestSet): boolean {
  if (workload.replicas.max > 1 || hasPodsBeside(workload, manifests)) { return true; }
  return STARTS_BESIDE.has(replacementOf(workload).kind) && heldData(workload, manifests) === undefined;
}
