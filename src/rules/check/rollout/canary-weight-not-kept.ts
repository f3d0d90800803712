import { rolloutOf } from './argo-rollout-examples';
import { servesRequests } from '../../../analysis/traffic/router';
import { canaryTarget, resolveFenceposts } from '../../../lifecycle';
import { ROLLOUT_PATHS } from '../../../manifests';
import { countOf } from '../../../text';
import { controllerRule } from '../workload-rule';

/** From this many times the weight on, clearly more users meet the canary than intended. */
const TOO_MUCH = 2;

export const canaryWeightNotKept = controllerRule(['Rollout'], {
  id: 'canary-weight-not-kept',
  severity: 'warning',
  title: 'setWeight smaller than the share of one pod',
  impact: 'A first step meant for a few users reaches a third or half of them.',
  why: 'Without trafficRouting the weight is the share of new pods, which is at least one pod: at 2 replicas, a weight of 10 is one new pod beside two old ones, a third of all requests.',
  fix: 'Run as many pods as the smallest weight requires, or let a traffic router split the requests.',
  reference: 'https://argo-rollouts.readthedocs.io/en/stable/features/canary/',
  examples: {
    failing: rolloutOf('{ canary: { maxUnavailable: 0, steps: [{ setWeight: 10 }, { pause: { duration: 60 } }] } }'),
    passing: rolloutOf('{ canary: { maxUnavailable: 0, steps: [{ setWeight: 33 }, { pause: { duration: 60 } }] } }'),
  },
  judge: workload => {
    const { strategy, replicas: { min }, controller } = workload;
    if (strategy.type !== 'Canary' || !servesRequests(workload)) { return undefined; }
    if (strategy.trafficRouters.length > 0) { return []; }
    const pods = Math.max(1, min);
    const { surge } = resolveFenceposts(strategy.maxSurge, strategy.maxUnavailable, pods);
    const step = strategy.steps.findIndex(each => each.kind === 'setWeight' && each.weight > 0 && shareAt(pods, each.weight, surge) >= TOO_MUCH * each.weight);
    const found = strategy.steps[step];
    if (found?.kind !== 'setWeight') { return []; }
    const { canary, stable } = canaryTarget(pods, found.weight, surge);
    return [{
      object: controller,
      path: [...ROLLOUT_PATHS.canary, 'steps', step, 'setWeight'],
      message: `A weight of ${found.weight} % is ${canary} of ${countOf(canary + stable, 'pod')}, since no trafficRouting splits the requests: about ${shareAt(pods, found.weight, surge)} % of users meet the canary.`,
      fix: `Run at least ${Math.ceil(100 / found.weight)} pods, or add trafficRouting.`,
    }];
  },
});

function shareAt(pods: number, weight: number, surge: number): number {
  const { canary, stable } = canaryTarget(pods, weight, surge);
  return Math.round(100 * canary / (canary + stable));
}
