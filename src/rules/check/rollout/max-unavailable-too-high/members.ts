import { isQuorumMember } from '../../../../analysis/pod/store-images';
import { memberLimits, sparedByQuorum, STATEFUL_SET_MAX_UNAVAILABLE_MINOR } from '../../../../lifecycle';
import { STATEFUL_SET_PATHS } from '../../../../manifests';
import { countOf } from '../../../../text';
import { edited } from '../../../fixes/edited';
import { controllerPart } from '../../workload-rule';

/** A StatefulSet whose update stops more members at once than a store with a quorum can spare. */
export const members = controllerPart(['StatefulSet'], (workload, { kubernetesMinor }) => {
  const { update, replicas: { min }, containers } = workload;
  if (update.type === 'OnDelete' || !containers.some(isQuorumMember) || min < 2) { return undefined; }
  const { unavailable } = memberLimits(update.maxUnavailable, min);
  const spared = sparedByQuorum(min);
  if (unavailable <= Math.max(1, spared)) { return []; }
  const counts = kubernetesMinor >= STATEFUL_SET_MAX_UNAVAILABLE_MINOR;
  const path = STATEFUL_SET_PATHS.maxUnavailable;
  return [{
    path,
    message: `Each update stops ${unavailable} of ${min} members at once, but the quorum can spare only ${countOf(spared, 'member')}: without a quorum every write fails until a member is back`
      + `${counts ? '' : `, once the cluster supports this field (from Kubernetes 1.${STATEFUL_SET_MAX_UNAVAILABLE_MINOR} on, before with a feature gate)`}.`,
    ...edited([{ path, value: 1 }]),
    severity: counts ? undefined : 'warning',
  }];
});
