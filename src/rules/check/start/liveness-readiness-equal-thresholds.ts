import { raiseFailureThreshold } from './failure-threshold';
import { runningContainers } from '../../../analysis/pod/containers';
import { restartsTooSoon, SHORTEST_LIVENESS, soonestRestart } from '../../../analysis/pod/probe-windows';
import { probePath } from '../../../analysis/pod/probes';
import { failureWindow } from '../../../lifecycle';
import { PROBE_PATHS } from '../../../manifests';
import { containerLabel } from '../../wording/containers';
import { workloadRule } from '../workload-rule';

export const livenessReadinessEqualThresholds = workloadRule({
  id: 'liveness-readiness-equal-thresholds',
  severity: 'warning',
  title: 'A restart about as soon as a pause',
  impact: 'Pods that are only overloaded are restarted, which overloads the others.',
  why: 'A pod that does not answer is taken out of service after failureThreshold × period of its readiness probe, and restarted after that of its liveness probe. In between it may recover.',
  fix: 'Let liveness fail for at least twice as long as readiness.',
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes',
  examples: {
    failing: `
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: web
          readinessProbe: { periodSeconds: 10, failureThreshold: 3 }
          livenessProbe: { httpGet: { path: /live, port: http }, periodSeconds: 10, failureThreshold: 3, timeoutSeconds: 5, terminationGracePeriodSeconds: 10 }
`,
    passing: `
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: web
          readinessProbe: { periodSeconds: 10, failureThreshold: 3 }
          livenessProbe: { httpGet: { path: /live, port: http }, periodSeconds: 10, failureThreshold: 6, timeoutSeconds: 5, terminationGracePeriodSeconds: 10 }
`,
  },
  judge: workload => {
    const probed = runningContainers(workload).filter(({ liveness, readiness }) => liveness && readiness);
    if (probed.length === 0) { return undefined; }
    return probed.filter(restartsTooSoon).map(container => {
      const { liveness, readiness } = container;
      return {
        path: [...probePath(container, 'liveness'), ...PROBE_PATHS.failureThreshold],
        message: `A pod whose ${containerLabel(container)} does not answer is out of service after ${failureWindow(readiness!.timing)} s and restarted after ${failureWindow(liveness!.timing)} s: one that is only overloaded has no time to recover.`,
        ...raiseFailureThreshold(container, liveness!, Math.max(SHORTEST_LIVENESS, soonestRestart(readiness!))),
      };
    });
  },
});
