import { ClusterProfile } from '../../../analysis/cluster-profile';
import { DrainTimeout, drainTimeoutOf } from '../../../analysis/pod/drain-timeout';
import { gracePeriodOf, longestRequestOf } from '../../../analysis/pod/grace-period';
import { usedByDelayOf } from '../../../analysis/pod/stop-delay';
import { servesRequests } from '../../../analysis/traffic/router';
import { sigtermWindow } from '../../../lifecycle';
import { Container, ManifestSet, Workload } from '../../../manifests';
import { Rule, Violation } from '../../rule';
import { containerLabel } from '../../wording/containers';
import { workloadRule } from '../workload-rule';

export const serverShutdownTimeoutMismatch: Rule = workloadRule({
  id: 'server-shutdown-timeout-mismatch',
  severity: 'warning',
  title: 'Server shutdown timeout that does not match the grace period',
  impact: 'Long requests are cut in every update, scale-down and node drain.',
  why: 'After SIGTERM a server finishes requests until its own timeout. If that is shorter than the longest request, the server cuts requests; if it is longer than the rest of the grace period, SIGKILL does.',
  fix: 'Set the timeout of the server to the longest request, and the grace period to at least the preStop hook plus that timeout.',
  reference: 'https://docs.gunicorn.org/en/stable/settings.html#graceful-timeout',
  examples: {
    failing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, command: [gunicorn, --graceful-timeout=60, 'app:app'] }] } } }
`,
    passing: `
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, command: [gunicorn, --graceful-timeout=30, 'app:app'] }] } } }
`,
  },
  judge: (workload, profile, manifests) => {
    const { serving } = workload;
    const drain = serving && drainTimeoutOf(workload, serving, manifests);
    const grace = gracePeriodOf(workload);
    if (!drain || grace === undefined || !servesRequests(workload)) { return undefined; }
    return findViolations(drain, serving, grace, workload, profile, manifests);
  },
});

function findViolations(
  { seconds, option, unit, path }: DrainTimeout,
  serving: Container,
  grace: number,
  workload: Workload,
  profile: ClusterProfile,
  manifests: ManifestSet,
): Violation[] {
  const longestRequest = longestRequestOf(workload, profile);
  if (longestRequest !== undefined && seconds < longestRequest) {
    return [{
      path,
      message: `With ${option} ${seconds}${unit}, the server in ${containerLabel(serving)} drops requests ${seconds} s after SIGTERM, but some take up to ${longestRequest} s.`,
      fix: `Set ${option} to ${longestRequest}${unit}.`,
    }];
  }
  const delay = usedByDelayOf(workload, manifests);
  const left = sigtermWindow(grace, delay);
  return seconds <= left ? [] : [{
    path,
    message: `With ${option} ${seconds}${unit}, the server in ${containerLabel(serving)} counts on ${seconds} s after SIGTERM, but SIGKILL follows after ${left} s and cuts the rest.`,
    fix: `Set ${option} to ${longestRequest ?? left}${unit}, or spec.template.spec.terminationGracePeriodSeconds to at least ${Math.ceil(delay + seconds)}.`,
  }];
}
