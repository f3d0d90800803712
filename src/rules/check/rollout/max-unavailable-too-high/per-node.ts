import { nodePorts } from '../../../../analysis/scheduling/host-ports';
import { servesRequests } from '../../../../analysis/traffic/router';
import { DAEMON_SET_PATHS, showPath } from '../../../../manifests';
import { edited } from '../../../fixes/edited';
import { controllerPart } from '../../workload-rule';

/** From this share of all nodes on, most requests fail. */
const TOO_MUCH = 50;
const PERCENT = /^(\d{1,3})%$/;

/** A DaemonSet that stops its pods on a large share of the nodes at once. A plain number is not judged: manifests have no nodes. */
export const perNode = controllerPart(['DaemonSet'], workload => {
  const { update } = workload;
  // Pods with a host port are called on their node.
  const isCalled = servesRequests(workload) || nodePorts(workload).some(({ path }) => path.includes('hostPort'));
  if (!isCalled || update.type === 'OnDelete') { return undefined; }
  const share = PERCENT.exec(`${update.maxUnavailable}`)?.[1];
  if (share === undefined || Number(share) <= 25) { return []; }
  const path = DAEMON_SET_PATHS.maxUnavailable;
  const all = Number(share) >= 100;
  return [{
    path,
    message: `Each update stops the pods of ${all ? 'all nodes' : `${share} % of the nodes`} before their replacements start, as ${showPath(path)} allows: `
      + `${all ? 'every request in between fails' : 'the others must carry all requests, and callers that depend on the pod of their node get no answer'}.`,
    severity: Number(share) >= TOO_MUCH ? undefined : 'warning',
    ...nodePorts(workload).length > 0 ? edited([{ path, value: 1 }])
      : edited([{ path, value: 0 }, { path: DAEMON_SET_PATHS.maxSurge, value: 1 }], { byHand: 'whether two pods may run on one node at the same time' }),
  }];
});
