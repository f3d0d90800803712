import { heldData } from '../../../analysis/scaling/held-data';
import { isZero, LimitsAt, limitsOf, shareLost } from '../../../analysis/scaling/rollout-limits';
import { servesRequests } from '../../../analysis/traffic/router';
import { Strategy, WORKLOAD_PATHS } from '../../../manifests';
import { keepsData, recreated } from '../../fixes/data';
import { surging } from '../../fixes/surge';
import { controllerRule } from '../workload-rule';

/** From this share on, users are likely to notice. */
const TOO_MUCH = 0.5;

export const rollingUpdateCannotProgress = controllerRule(['Deployment'], {
  id: 'rolling-update-cannot-progress',
  severity: 'error',
  title: 'maxSurge and maxUnavailable that both come to 0',
  impact: 'The release is refused, or each update stops a pod before its replacement is ready, though the manifest seems to forbid it.',
  why: 'Of a percentage, maxSurge rounds up and maxUnavailable rounds down. Where both come out as 0 nothing could move, so the controller takes 1 unavailable; two plain zeros are refused by the API server.',
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
  const both = `maxSurge ${strategy.maxSurge} and maxUnavailable ${strategy.maxUnavailable} both come out as 0`;
  return pods === 1
    ? `At 1 pod ${both}: the controller then stops the only pod before the new one is ready, and every request in between fails.`
    : `At ${pods} pods ${both}: the controller then stops one of them before its replacement is ready, which nobody asked for.`;
}
