import { NodePort, nodePorts } from '../../../analysis/scheduling/host-ports';
import { localService } from '../../../analysis/traffic/local-service';
import { servesRequests } from '../../../analysis/traffic/router';
import { DAEMON_SET_PATHS, showPath } from '../../../manifests';
import { shorten, uncapitalize } from '../../../text';
import { edited } from '../../fixes/edited';
import { Violation } from '../../rule';
import { controllerRule } from '../workload-rule';

const AGENT = (update: string): string => `
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: agent }
spec:
  updateStrategy: { rollingUpdate: ${update} }
  revisionHistoryLimit: 5
  minReadySeconds: 10
  selector: { matchLabels: { app: agent } }
  template:
    metadata: { labels: { app: agent } }
    spec:
      enableServiceLinks: false
      automountServiceAccountToken: false
      terminationGracePeriodSeconds: 45
      securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: RuntimeDefault } }
      containers:
        - name: agent
          image: registry.example.com/agent:1.4.2
          ports: [{ name: http, containerPort: 8080 }]
          resources: { requests: { cpu: 50m, memory: 64Mi }, limits: { memory: 64Mi } }
          securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }
          lifecycle: { preStop: { sleep: { seconds: 10 } } }
          readinessProbe: { httpGet: { path: /ready, port: http }, periodSeconds: 5, timeoutSeconds: 2 }
---
apiVersion: v1
kind: Service
metadata: { name: agent }
spec: { internalTrafficPolicy: Local, selector: { app: agent }, ports: [{ port: 80, targetPort: http }] }
`;

const TIED = 'sends callers only to the pod of their own node';

// A second pod does not fit on the node, and some agents need that port.
function besidePort(service: string, { path, what }: NodePort): Violation {
  return {
    path: DAEMON_SET_PATHS.maxSurge,
    severity: 'warning',
    message: `Service ${service} ${TIED}, and ${uncapitalize(what)}, so the new pod starts only after the old one has stopped: until it is ready, every request from its node fails.`,
    fix: `Set spec.internalTrafficPolicy of Service ${service} to Cluster, so that pods on other nodes answer, or remove ${showPath(path)} and set maxSurge to 1 and maxUnavailable to 0.`,
  };
}

export const onlyPodOfNodeStopsFirst = controllerRule(['DaemonSet'], {
  id: 'only-pod-of-node-stops-first',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'DaemonSet without maxSurge behind internalTrafficPolicy Local',
  impact: 'In each update, node by node, every request from pods on that node fails until its new pod is ready.',
  why: 'With internalTrafficPolicy Local callers reach only the pod on their own node. Without maxSurge that pod stops before its replacement starts.',
  fix: 'Set maxSurge to 1 and maxUnavailable to 0: the new pod is ready before the old one stops. If the pods use a host port, a second one does not fit on the node: allow the Service to send to other nodes as well.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/service-traffic-policy/',
  examples: { failing: AGENT('{ maxUnavailable: 1 }'), passing: AGENT('{ maxSurge: 1, maxUnavailable: 0 }') },
  judge: workload => {
    const local = localService(workload);
    const { update } = workload;
    if (!local || update.type === 'OnDelete' || !servesRequests(workload)) { return undefined; }
    if (Number.parseInt(`${update.maxSurge}`, 10) > 0) { return []; }
    const service = shorten(local.object.name);
    const [port] = nodePorts(workload);
    if (port) { return [besidePort(service, port)]; }
    return [{
      path: DAEMON_SET_PATHS.maxSurge,
      message: `Service ${service} ${TIED}, but each update stops that pod before its replacement starts: until it is ready, every request from its node fails.`,
      ...edited([{ path: DAEMON_SET_PATHS.maxUnavailable, value: 0 }, { path: DAEMON_SET_PATHS.maxSurge, value: 1 }], {
        byHand: 'whether two pods may run on one node at the same time',
      }),
    }];
  },
});
