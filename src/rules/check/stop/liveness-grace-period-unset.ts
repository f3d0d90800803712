import { runningContainers } from '../../../analysis/pod/containers';
import { gracePeriodOf } from '../../../analysis/pod/grace-period';
import { probePath } from '../../../analysis/pod/probes';
import { servesRequests } from '../../../analysis/traffic/router';
import { PROBE_PATHS } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { containerLabel } from '../../wording/containers';
import { workloadRule } from '../workload-rule';

/** Since Kubernetes 1.25 a probe may have its own grace period by default. */
const OWN_GRACE_MINOR = 25;
const DEFAULT_GRACE = 30;
const ENOUGH = 10;

export const livenessGracePeriodUnset = workloadRule({
  id: 'liveness-grace-period-unset',
  severity: 'info',
  title: 'livenessProbe without its own terminationGracePeriodSeconds',
  impact: 'A hung pod is unavailable longer than necessary: capacity is lower until it is restarted.',
  why: 'A failed liveness probe stops the container like any other stop: the preStop hook runs, then SIGTERM is sent, then the kubelet waits up to the end of the grace period. A hung process does not use that time.',
  fix: 'Give the liveness probe its own short grace period.',
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#probe-level-terminationgraceperiodseconds',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, livenessProbe: { httpGet: { path: /live, port: http }, failureThreshold: 6, timeoutSeconds: 5 } }] } } }
`,
    passing: `
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: web
          livenessProbe: { httpGet: { path: /live, port: http }, failureThreshold: 6, timeoutSeconds: 5, terminationGracePeriodSeconds: 10 }
`,
  },
  judge: (workload, { kubernetesMinor }) => {
    const grace = gracePeriodOf(workload);
    const probed = runningContainers(workload).filter(({ liveness }) => liveness);
    if (grace === undefined || kubernetesMinor < OWN_GRACE_MINOR) { return undefined; }
    if (!servesRequests(workload) || probed.length === 0) { return undefined; }
    return probed.filter(({ liveness }) => (liveness?.gracePeriod ?? grace) > DEFAULT_GRACE).map(container => {
      const path = [...probePath(container, 'liveness'), ...PROBE_PATHS.gracePeriod];
      return {
        path,
        message: `When the liveness probe of ${containerLabel(container)} has failed, the hung process keeps up to ${container.liveness?.gracePeriod ?? grace} s more before it is restarted.`,
        ...edited([{ path, value: ENOUGH }], { byHand: 'that a process whose probe fails has nothing to finish, such as writes of a database' }),
      };
    });
  },
});
