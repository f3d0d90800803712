import { nodePorts } from '../../../analysis/scheduling/host-ports';
import { localService } from '../../../analysis/traffic/local-service';
import { servesRequests } from '../../../analysis/traffic/router';
import { DAEMON_SET_PATHS } from '../../../manifests';
import { shorten } from '../../../text';
import { edited } from '../../fixes/edited';
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

export const onlyPodOfNodeStopsFirst = controllerRule(['DaemonSet'], {
  id: 'only-pod-of-node-stops-first',
  severity: 'error',
  title: 'DaemonSet without maxSurge behind internalTrafficPolicy Local',
  impact: 'In each update, node after node, every request of the pods on that node fails until its new pod is ready.',
  why: 'With internalTrafficPolicy Local callers reach only the pod of their own node. Without maxSurge that one stops before its successor starts.',
  fix: 'Set maxSurge to 1 and maxUnavailable to 0: the new pod is ready before the old one stops.',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/service-traffic-policy/',
  examples: { failing: AGENT('{ maxUnavailable: 1 }'), passing: AGENT('{ maxSurge: 1, maxUnavailable: 0 }') },
  judge: workload => {
    const local = localService(workload);
    const { update } = workload;
    // With a port of the node no second pod fits there.
    if (!local || update.type === 'OnDelete' || !servesRequests(workload) || nodePorts(workload).length > 0) { return undefined; }
    if (Number.parseInt(`${update.maxSurge}`, 10) > 0) { return []; }
    return [{
      path: DAEMON_SET_PATHS.maxSurge,
      message: `Service ${shorten(local.object.name)} sends callers only to the pod of their own node, but each update stops that one before its successor starts: until that is ready, every request from its node fails.`,
      ...edited([{ path: DAEMON_SET_PATHS.maxUnavailable, value: 0 }, { path: DAEMON_SET_PATHS.maxSurge, value: 1 }], {
        byHand: 'whether two pods may run on one node at once',
      }),
    }];
  },
});
