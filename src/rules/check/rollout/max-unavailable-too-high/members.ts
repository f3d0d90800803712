import { isQuorumMember } from '../../../../analysis/pod/store-images';
import { memberLimits, sparedByQuorum, STATEFUL_SET_MAX_UNAVAILABLE_MINOR } from '../../../../lifecycle';
import { STATEFUL_SET_PATHS } from '../../../../manifests';
import { countOf } from '../../../../text';
import { edited } from '../../../fixes/edited';
import { controllerPart } from '../../workload-rule';

/** A StatefulSet whose update stops more members at once than a store by majority can spare. */
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
    message: `Each update stops ${unavailable} of ${min} members at once, but the quorum spares only ${countOf(spared, 'member')}: without it every write fails until a member is back`
      + `${counts ? '' : `, as soon as the cluster counts this field (from Kubernetes 1.${STATEFUL_SET_MAX_UNAVAILABLE_MINOR} on, before with a feature gate)`}.`,
    ...edited([{ path, value: 1 }]),
    severity: counts ? undefined : 'warning',
  }];
});
