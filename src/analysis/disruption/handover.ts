import { ManifestSet, Workload } from '../../manifests';
import { ClusterProfile } from '../cluster-profile';
import { stopDelayOf } from '../pod/stop-delay';
import { usesTerminatingEndpoints } from '../traffic/terminating-endpoints';

/** Whether each leaving pod covers for its replacement: kube-proxy sends to it for as long as its owner says that one needs. */
export function isHandedOver(workload: Workload, profile: ClusterProfile, manifests: ManifestSet): boolean {
  const { handover } = workload.intent;
  const delay = stopDelayOf(workload) ?? Infinity;
  return handover !== undefined && delay >= handover && usesTerminatingEndpoints(workload, profile, manifests);
}
