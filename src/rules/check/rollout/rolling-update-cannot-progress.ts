import { heldData } from '../../../analysis/scaling/held-data';
import { isZero, LimitsAt, limitsOf, shareLost } from '../../../analysis/scaling/rollout-limits';
import { servesRequests } from '../../../analysis/traffic/router';
import { DAEMON_SET_PATHS, Strategy, WorkloadOf, WORKLOAD_PATHS } from '../../../manifests';
import { keepsData, recreated } from '../../fixes/data';
import { edited } from '../../fixes/edited';
import { surging } from '../../fixes/surge';
import { Violation } from '../../rule';
import { controllerRule } from '../workload-rule';

/** From this share on, users are likely to notice. */
const TOO_MUCH = 0.5;

export const rollingUpdateCannotProgress = controllerRule(['Deployment', 'DaemonSet'], {
  id: 'rolling-update-cannot-progress',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'maxSurge and maxUnavailable that both come to 0',
  impact: 'The release is refused, or each update stops a pod before its replacement is ready, although the manifest seems to forbid it.',
  why: 'Percentages of maxSurge round up, those of maxUnavailable round down. If both come to 0, the update could not proceed, so the controller uses maxUnavailable 1; the API server refuses two plain zeros.',
  fix: 'Set maxSurge to at least 1, and maxUnavailable to 0.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable',
  examples: {
    failing: `
kind: Deployment
spec: { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 25% } } }
`,
    passing: `
kind: Deployment
spec: { strategy: { rollingUpdate: { maxSurge: 25%, maxUnavailable: 0 } } }
`,
  },
  judge: (workload, { kubernetesMinor }, manifests) => {
    if (workload.kind === 'DaemonSet') { return ofDaemonSet(workload); }
    const { strategy } = workload;
    if (strategy.type === 'Recreate') { return undefined; }
    const data = heldData(workload, manifests);
    const path = WORKLOAD_PATHS.maxSurge;
    if (isZero(strategy.maxSurge) && isZero(strategy.maxUnavailable)) {
      return [{
        path,
        message: 'Both maxSurge and maxUnavailable are 0: the API server refuses the Deployment, and the release stops.',
        ...data ? recreated(workload, data) : surging(workload, kubernetesMinor),
      }];
    }
    const limits = limitsOf(workload);
    if (!servesRequests(workload) || limits.length === 0) { return undefined; }
    const forced = limits.find(at => at.forced);
    return forced ? [{
      path,
      message: stopsOne(forced, strategy),
      ...data ? { fix: keepsData(data, 'the strategy', 'rolling-update-cannot-progress') } : surging(workload, kubernetesMinor),
      severity: shareLost(forced) < TOO_MUCH ? 'warning' : undefined,
    }] : [];
  },
});

function stopsOne({ pods }: LimitsAt, strategy: Extract<Strategy, { type: 'RollingUpdate' }>): string {
  const both = `maxSurge ${strategy.maxSurge} and maxUnavailable ${strategy.maxUnavailable} both come to 0`;
  return pods === 1
    ? `At 1 pod ${both}: the controller then stops the only pod before the new one is ready, and every request in between fails.`
    : `At ${pods} pods ${both}: the controller then stops one of them before its replacement is ready, although the manifest does not allow it.`;
}

// The API server requires exactly one of the two above 0; their defaults are 0 and 1.
function ofDaemonSet({ update }: WorkloadOf<'DaemonSet'>): Violation[] | undefined {
  if (update.type === 'OnDelete') { return undefined; }
  const [surge, unavailable] = [update.maxSurge, update.maxUnavailable].map(isZero);
  if (surge !== unavailable) { return []; }
  const path = surge ? DAEMON_SET_PATHS.maxUnavailable : DAEMON_SET_PATHS.maxSurge;
  return [{
    path,
    message: surge
      ? 'Both maxSurge and maxUnavailable are 0: the API server rejects the DaemonSet, and the release stops.'
      : `The field maxSurge is ${update.maxSurge} and maxUnavailable ${update.maxUnavailable} (1 by default): the API server rejects the DaemonSet unless one of them is 0, and the release stops.`,
    ...edited([surge ? { path, value: 1 } : { path: DAEMON_SET_PATHS.maxUnavailable, value: 0 }]),
  }];
}
