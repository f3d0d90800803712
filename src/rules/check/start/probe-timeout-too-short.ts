import { runningContainers } from '../../../analysis/pod/containers';
import { NamedProbe, probesOf } from '../../../analysis/pod/probes';
import { servesRequests } from '../../../analysis/traffic/router';
import { PROBE_PATHS } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { Violation } from '../../rule';
import { containerLabel } from '../../wording/containers';
import { workloadRule } from '../workload-rule';

const DEFAULT = 1;
const ENOUGH = { readiness: 2, liveness: 5 };
const CONSEQUENCE = { readiness: 'takes working pods out of service', liveness: 'restarts working pods' };

export const probeTimeoutTooShort = workloadRule({
  id: 'probe-timeout-too-short',
  severity: 'info',
  title: 'Probe with a timeoutSeconds of 1',
  impact: 'Pods that work are taken out of service or restarted just when the load is high.',
  why: 'Where nobody says otherwise an answer may take 1 s. A pause for garbage collection or a throttled CPU takes longer, on all pods at the same time.',
  fix: 'Let readiness wait 2 s and liveness 5 s for an answer, and no probe longer than its period.',
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, readinessProbe: { timeoutSeconds: 1 } }] } } }
`,
    passing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, readinessProbe: { timeoutSeconds: 2 } }] } } }
`,
  },
  judge: workload => {
    const probed = runningContainers(workload).flatMap(container => probesOf(container).map(probe => ({ container, probe })));
    if (!servesRequests(workload) || probed.length === 0) { return undefined; }
    return probed.flatMap(({ container, probe }) => violationOf(containerLabel(container), probe));
  },
});

function violationOf(where: string, { name, probe: { timing: { timeout, period } }, path: probe }: NamedProbe): Violation[] {
  const path = [...probe, ...PROBE_PATHS.timeout];
  if (timeout > period) {
    return [{
      path,
      message: `The ${name} probe of ${where} waits ${timeout} s for an answer but asks every ${period} s: a hung process is noticed later than the numbers say.`,
      ...edited([{ path, value: period }]),
    }];
  }
  // A start has as many more checks as it needs.
  if (timeout > DEFAULT || name === 'startup' || period === DEFAULT) { return []; }
  return [{
    path,
    message: `The ${name} probe of ${where} waits 1 s for an answer: a pause that is a little longer, as under load, ${CONSEQUENCE[name]}.`,
    ...edited([{ path, value: Math.min(ENOUGH[name], period) }]),
  }];
}
