import { noticesLate } from '../../../analysis/pod/probe-windows';
import { probePath } from '../../../analysis/pod/probes';
import { servesRequests } from '../../../analysis/traffic/router';
import { checkInterval, failureWindow, LONGEST_FAILURE_WINDOW } from '../../../lifecycle';
import { Container, Probe, PROBE_PATHS } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { Violation } from '../../rule';
import { containerLabel } from '../../wording/containers';
import { workloadRule } from '../workload-rule';

export const readinessTooSlow = workloadRule({
  id: 'readiness-too-slow',
  severity: 'warning',
  otherSeverities: ['info'],
  title: 'readinessProbe that detects a failure after minutes',
  impact: 'A pod that hangs gets its share of the requests for minutes, and each of them fails.',
  why: 'A pod gets requests until its readiness probe has failed failureThreshold times, once every periodSeconds: with the defaults after 30 s. '
    + 'Even the loss of a node is detected within a minute.',
  fix: 'Keep failureThreshold × periodSeconds within 60 s.',
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, readinessProbe: { periodSeconds: 5, failureThreshold: 100 } }] } } }
`,
    passing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, readinessProbe: { periodSeconds: 5, failureThreshold: 3 } }] } } }
`,
  },
  judge: workload => {
    const { serving } = workload;
    if (!serving?.readiness || !servesRequests(workload)) { return undefined; }
    // No other pod can take over the requests of a single one.
    const severity = workload.replicas.max < 2 ? 'info' as const : undefined;
    return noticesLate(serving) ? [{ ...late(serving, serving.readiness), severity }] : [];
  },
});

// With fewer than three failures, a few slow answers take the pod out of service.
const FEWEST_FAILURES = 3;
const DEFAULT_PERIOD = 10;

function late(container: Container, { timing }: Probe): Violation {
  const { period, timeout, failureThreshold } = timing;
  const [thresholdPath, periodPath, timeoutPath] = [PROBE_PATHS.failureThreshold, PROBE_PATHS.period, PROBE_PATHS.timeout]
    .map(path => [...probePath(container, 'readiness'), ...path]);
  const fewer = Math.floor(LONGEST_FAILURE_WINDOW / checkInterval(timing));
  const isTooSlow = fewer < FEWEST_FAILURES;
  const quicker = [[periodPath, period] as const, [timeoutPath, timeout] as const]
    .filter(([, seconds]) => seconds > DEFAULT_PERIOD).map(([path]) => ({ path, value: DEFAULT_PERIOD }));
  return {
    path: isTooSlow ? quicker[0].path : thresholdPath,
    message: `The readiness probe of ${containerLabel(container)} must fail ${failureThreshold} times, once every ${checkInterval(timing)} s, before the pod is unready: `
      + `a pod that hangs gets requests for ${failureWindow(timing)} s.`,
    ...edited(isTooSlow
      ? [...quicker, { path: thresholdPath, value: FEWEST_FAILURES }]
      : [{ path: thresholdPath, value: fewer }]),
  };
}
