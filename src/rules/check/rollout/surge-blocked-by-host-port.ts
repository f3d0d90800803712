import { heldData } from '../../../analysis/scaling/held-data';
import { FEWEST_TO_SPARE_ONE, limitsOf } from '../../../analysis/scaling/rollout-limits';
import { NodePort, nodePorts } from '../../../analysis/scheduling/host-ports';
import { servesRequests } from '../../../analysis/traffic/router';
import { DAEMON_SET_PATHS, Path, showPath, Workload, WORKLOAD_PATHS } from '../../../manifests';
import { shorten } from '../../../text';
import { recreated } from '../../fixes/data';
import { edited, Fix } from '../../fixes/edited';
import { Violation } from '../../rule';
import { controllerRule } from '../workload-rule';

export const surgeBlockedByHostPort = controllerRule(['Deployment', 'DaemonSet'], {
  id: 'surge-blocked-by-host-port',
  // How many nodes there are stands in no manifest.
  severity: 'warning',
  title: 'Surge pods that need a host port in use',
  impact: 'The update gets stuck with a pod that fits no node, unless there are more nodes than pods.',
  why: 'A port of a node is there once, so each node takes one pod. With maxUnavailable 0 the new pod must find a node before an old one leaves.',
  fix: 'Leave the ports of the nodes alone and let a Service route to the pods. Where that cannot be, let an update stop a pod first: maxSurge 0, maxUnavailable 1.',
  reference: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, ports: [{ name: http, hostPort: 8080 }] }] } } }
`,
    passing: `
kind: Deployment
spec:
  replicas: 6
  strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }
  template: { spec: { containers: [{ name: web, ports: [{ name: http, hostPort: 8080 }] }] } }
`,
  },
  judge: (workload, _profile, manifests) => {
    const found = nodePorts(workload)[0];
    const limits = limitsOf(workload);
    if (!found || limits.length === 0) { return undefined; }
    if (workload.kind === 'DaemonSet') { return limits.some(({ surge }) => surge > 0) ? [stuckOnNode(found)] : []; }
    if (limits.every(({ unavailable }) => unavailable > 0)) { return []; }
    const data = heldData(workload, manifests);
    return [{
      path: found.path,
      message: `${found.what}, so a node takes one pod of ${shorten(workload.name)} only. An update may take no pod away before a new one runs, and gets stuck where no other node is free.`,
      ...data ? recreated(workload, data) : stoppingFirst(workload, found.path),
    }];
  },
});

// Seen on a cluster: the new pod stays Pending, since the old one of its node holds the port.
function stuckOnNode({ path, what }: NodePort): Violation {
  return {
    path: DAEMON_SET_PATHS.maxSurge,
    severity: 'error',
    message: `${what}, which the old pod of a node holds while maxSurge lets the new one start: that is never scheduled, and the update gets stuck on the first node.`,
    ...edited([{ path: DAEMON_SET_PATHS.maxSurge, value: 0 }, { path: DAEMON_SET_PATHS.maxUnavailable, value: 1 }], { or: `remove ${showPath(path)}` }),
  };
}

function stoppingFirst(workload: Workload, port: Path): Fix {
  const spares = workload.replicas.min >= FEWEST_TO_SPARE_ONE || !servesRequests(workload);
  return spares
    ? edited([{ path: WORKLOAD_PATHS.maxSurge, value: 0 }, { path: WORKLOAD_PATHS.maxUnavailable, value: 1 }], {
      or: `remove ${showPath(port)}`,
      byHand: 'whether one pod less carries the load of an update',
    })
    : { fix: `Remove ${showPath(port)}, or run at least ${FEWEST_TO_SPARE_ONE} pods and set ${showPath(WORKLOAD_PATHS.maxSurge)} to 0 and ${showPath(WORKLOAD_PATHS.maxUnavailable)} to 1.` };
}
