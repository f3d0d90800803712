import { raiseFailureThreshold } from './failure-threshold';
import { runningContainers } from '../../../analysis/pod/containers';
import { restartsTooSoon, SHORTEST_LIVENESS } from '../../../analysis/pod/probe-windows';
import { probePath } from '../../../analysis/pod/probes';
import { failureWindow } from '../../../lifecycle';
import { PROBE_PATHS } from '../../../manifests';
import { containerLabel } from '../../wording/containers';
import { workloadRule } from '../workload-rule';

export const livenessTooAggressive = workloadRule({
  id: 'liveness-too-aggressive',
  severity: 'warning',
  title: 'A liveness probe that restarts busy pods',
  impact: 'Under load pods are restarted, the others get their load, and are restarted in turn.',
  why: 'A pause for garbage collection, a throttled CPU or a busy node may last tens of seconds. Liveness is for processes that never come back.',
  fix: 'Let liveness fail for a minute before it restarts: failureThreshold 6 with a period of 10 s.',
  reference: 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
  examples: {
    failing: `
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: web
          readinessProbe: { periodSeconds: 2 }
          livenessProbe: { httpGet: { path: /live, port: http }, periodSeconds: 5, failureThreshold: 3, timeoutSeconds: 5, terminationGracePeriodSeconds: 10 }
`,
    passing: `
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: web
          readinessProbe: { periodSeconds: 2 }
          livenessProbe: { httpGet: { path: /live, port: http }, periodSeconds: 5, failureThreshold: 12, timeoutSeconds: 5, terminationGracePeriodSeconds: 10 }
`,
  },
  judge: workload => {
    const probed = runningContainers(workload).filter(({ liveness }) => liveness);
    if (probed.length === 0) { return undefined; }
    // Where readiness is no faster, that is the defect, and its remedy mends this, too.
    return probed
      .filter(container => failureWindow(container.liveness!.timing) < SHORTEST_LIVENESS && !restartsTooSoon(container))
      .map(container => {
        const { timing } = container.liveness!;
        return {
          path: [...probePath(container, 'liveness'), ...PROBE_PATHS.failureThreshold],
          message: `The liveness probe restarts ${containerLabel(container)} after ${failureWindow(timing)} s without an answer (${timing.failureThreshold} checks, ${timing.period} s apart): under load that hits pods that only need time.`,
          ...raiseFailureThreshold(container, container.liveness!, 2 * SHORTEST_LIVENESS),
        };
      });
  },
});
