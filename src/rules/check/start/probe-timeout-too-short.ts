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
  otherSeverities: ['warning'],
  title: 'Probe with timeoutSeconds 1',
  impact: 'Working pods are taken out of service or restarted just when the load is high.',
  why: 'By default an answer may take 1 s. A pause for garbage collection or a throttled CPU takes longer, on all pods at the same time.',
  fix: 'Set timeoutSeconds to 2 for readiness and 5 for liveness, and never higher than the period of the probe.',
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
    // A store that only its own peers and clients resolve is restarted, too.
    const judged = servesRequests(workload) ? probed
      : probed.filter(({ probe }) => workload.services.length > 0 && startsClient(probe));
    if (workload.replicas.max === 0 || judged.length === 0) { return undefined; }
    return judged.flatMap(({ container, probe }) => violationOf(containerLabel(container), probe));
  },
});

/** Clients and runtimes that take a considerable part of a second to start, and longer on a busy node; `cat` or `pgrep` do not. */
const CLIENTS = 'redis-cli|valkey-cli|mysqladmin|mysql|mariadb|mongo|mongosh|psql|pg_isready|rabbitmqctl|rabbitmq-diagnostics|nodetool|cqlsh|curl|wget|'
  + 'kafka-[\\w-]+(?:\\.sh)?|java|python3?|node|php|ruby';
/** Where a command begins: `pgrep node` does not start Node.js. */
const BEGIN = '(?:^|[;&|(`\\n!]|\\b(?:exec|if|then|else|do|while|until|timeout(?: -\\S{1,20})* \\S{1,10})\\s)\\s*(?:\\w{1,60}=\\S{0,200}\\s+)?(?:[\\w./-]{0,200}/)?';
const CLIENT = new RegExp(`${BEGIN}(?:${CLIENTS})(?:$|[\\s;)])`);
const SHELL = /^(?:\S*\/)?(?:ba|da|a)?sh(?: -\w+)* -\w*c\s/;
/** This many characters of a command are enough to recognize it. */
const LONGEST = 2000;

/** Whether a liveness probe starts a program that asks the server. */
function startsClient({ name, probe: { check } }: NamedProbe): boolean {
  return name === 'liveness' && check.kind === 'exec' && CLIENT.test(check.command.join(' ').slice(0, LONGEST).replace(SHELL, ''));
}

function violationOf(where: string, named: NamedProbe): Violation[] {
  const { name, probe: { timing: { timeout, period } } } = named;
  const path = [...named.path, ...PROBE_PATHS.timeout];
  if (timeout > period) {
    return [{
      path,
      message: `The ${name} probe of ${where} waits ${timeout} s for an answer but runs every ${period} s: a hung process is detected later than the numbers suggest.`,
      ...edited([{ path, value: period }]),
    }];
  }
  // The startup probe has enough further checks.
  if (timeout > DEFAULT || name === 'startup' || period === DEFAULT) { return []; }
  if (startsClient(named)) {
    return [{
      path,
      severity: 'warning',
      message: `The liveness probe of ${where} starts a program at each check and gives it ${timeout} s: on a busy node the start alone takes longer, and working pods are restarted.`,
      ...edited([{ path, value: Math.min(ENOUGH.liveness, period) }]),
    }];
  }
  return [{
    path,
    message: `The ${name} probe of ${where} waits 1 s for an answer: a slightly longer pause, as under load, ${CONSEQUENCE[name]}.`,
    ...edited([{ path, value: Math.min(ENOUGH[name], period) }]),
  }];
}
