import { runningContainers } from '../../../analysis/pod/containers';
import { soonestRestart } from '../../../analysis/pod/probe-windows';
import { probePath } from '../../../analysis/pod/probes';
import { servesRequests } from '../../../analysis/traffic/router';
import { Container, PROBE_PATHS } from '../../../manifests';
import { edited } from '../../fixes/edited';
import type { FixEdit } from '../../rule';
import { containerLabel } from '../../wording/containers';
import { workloadRule } from '../workload-rule';

export const readinessFailureThresholdOne = workloadRule({
  id: 'readiness-failure-threshold-one',
  severity: 'warning',
  title: 'readinessProbe with failureThreshold 1',
  impact: 'Under load pods become unready one after the other, each passes its load on to the rest, and in the end no pod answers.',
  why: 'With failureThreshold 1 a single answer that is late or lost makes a pod unready.',
  fix: 'Require three failed checks in a row, and check more often instead.',
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, readinessProbe: { failureThreshold: 1 } }] } } }
`,
    passing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, readinessProbe: { failureThreshold: 3 } }] } } }
`,
  },
  judge: workload => {
    const probed = runningContainers(workload).filter(({ readiness }) => readiness);
    if (!servesRequests(workload) || probed.length === 0) { return undefined; }
    return probed.filter(({ readiness }) => readiness?.timing.failureThreshold === 1).map(container => {
      const path = [...probePath(container, 'readiness'), ...PROBE_PATHS.failureThreshold];
      return {
        path,
        message: `One answer of ${containerLabel(container)} that takes longer than ${container.readiness?.timing.timeout} s takes the whole pod out of service, and under load all pods at once.`,
        ...edited([{ path, value: 3 }, ...livenessToo(container)]),
      };
    });
  },
});

// A more patient readiness probe requires a more patient liveness probe.
function livenessToo(container: Container): FixEdit[] {
  const { liveness, readiness } = container;
  if (!liveness || !readiness) { return []; }
  const patient = { ...readiness, timing: { ...readiness.timing, failureThreshold: 3 } };
  const threshold = Math.ceil(soonestRestart(patient) / liveness.timing.period);
  const path = [...probePath(container, 'liveness'), ...PROBE_PATHS.failureThreshold];
  return threshold <= liveness.timing.failureThreshold ? [] : [{ path, value: threshold }];
}
