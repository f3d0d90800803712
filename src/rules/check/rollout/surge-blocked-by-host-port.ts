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
  // No manifest says how many nodes there are.
  severity: 'warning',
  otherSeverities: ['error'],
  title: 'Surge pods that need a host port in use',
  impact: 'The update gets stuck with a pod that no node accepts, unless there are more nodes than pods.',
  why: 'A host port can be used once per node, so each node runs one pod. With maxUnavailable 0 the new pod needs a node before an old one stops.',
  fix: 'Do not use host ports, and route to the pods through a Service. If that is not possible, make updates stop a pod first: maxSurge 0, maxUnavailable 1.',
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
      message: `${found.what}, so a node runs only one pod of ${shorten(workload.name)}. An update may not stop a pod before a new one runs, and gets stuck if no other node is free.`,
      ...data ? recreated(workload, data) : stoppingFirst(workload, found.path),
    }];
  },
});

// Seen on a cluster: the new pod stays Pending, since the old one of its node holds the port.
function stuckOnNode({ path, what }: NodePort): Violation {
  return {
    path: DAEMON_SET_PATHS.maxSurge,
    severity: 'error',
    message: `${what}, which the old pod of a node holds while maxSurge adds the new one: the new pod is never scheduled, and the update gets stuck on the first node.`,
    ...edited([{ path: DAEMON_SET_PATHS.maxSurge, value: 0 }, { path: DAEMON_SET_PATHS.maxUnavailable, value: 1 }], { or: `remove ${showPath(path)}` }),
  };
}

function stoppingFirst(workload: Workload, port: Path): Fix {
  const spares = workload.replicas.min >= FEWEST_TO_SPARE_ONE || !servesRequests(workload);
  return spares
    ? edited([{ path: WORKLOAD_PATHS.maxSurge, value: 0 }, { path: WORKLOAD_PATHS.maxUnavailable, value: 1 }], {
      or: `remove ${showPath(port)}`,
      byHand: 'whether one pod fewer can carry the load during an update',
    })
    : { fix: `Remove ${showPath(port)}, or run at least ${FEWEST_TO_SPARE_ONE} pods and set ${showPath(WORKLOAD_PATHS.maxSurge)} to 0 and ${showPath(WORKLOAD_PATHS.maxUnavailable)} to 1.` };
}
