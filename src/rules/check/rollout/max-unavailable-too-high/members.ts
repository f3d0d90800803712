import { isQuorumMember } from '../../../../analysis/pod/store-images';
import { servesRequests } from '../../../../analysis/traffic/router';
import { memberLimits, sparedByQuorum, STATEFUL_SET_MAX_UNAVAILABLE_MINOR } from '../../../../lifecycle';
import { STATEFUL_SET_PATHS, showPath } from '../../../../manifests';
import { countOf } from '../../../../text';
import { edited } from '../../../fixes/edited';
import { controllerPart } from '../../workload-rule';

/** A StatefulSet whose update stops more members at once than a store with a quorum can spare, or half of the pods that serve. */
export const members = controllerPart(['StatefulSet'], (workload, { kubernetesMinor }) => {
  const { update, replicas: { min }, containers } = workload;
  const hasQuorum = containers.some(isQuorumMember);
  if (update.type === 'OnDelete' || min < 2 || !(hasQuorum || servesRequests(workload))) { return undefined; }
  const unavailable = Math.min(memberLimits(update.maxUnavailable, min).unavailable, min - update.partition);
  const spared = sparedByQuorum(min);
  if (unavailable <= Math.max(1, hasQuorum ? spared : (min - 1) / 2)) { return []; }
  const counts = kubernetesMinor >= STATEFUL_SET_MAX_UNAVAILABLE_MINOR;
  const path = STATEFUL_SET_PATHS.maxUnavailable;
  const stops = `Each update stops ${unavailable >= min ? `all ${min}` : `${unavailable} of ${min}`}`;
  const lost = unavailable >= min ? 'every request fails until a pod is back' : `the other ${min - unavailable} must carry all requests`;
  return [{
    path,
    message: (hasQuorum ? `${stops} members at once, but the quorum can spare only ${countOf(spared, 'member')}: without a quorum every write fails until a member is back`
      : `${stops} pods at once, as ${showPath(path)} allows: ${lost}`)
      + `${counts ? '' : `, once the cluster supports this field (from Kubernetes 1.${STATEFUL_SET_MAX_UNAVAILABLE_MINOR} on, before with a feature gate)`}.`,
    ...edited([{ path, value: 1 }]),
    severity: counts && (hasQuorum || unavailable >= min) ? undefined : 'warning',
  }];
});
