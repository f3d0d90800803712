import { isArgoRollout, ManifestObject, mappingAt, numberAt, Path, ROLLOUT_PATHS, rootOf } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { Rule, togetherJudging, Violation } from '../../rule';
import { objectPart } from '../object-rule';
import { rolloutOf } from '../rollout/argo-rollout-examples';
import { controllerPart } from '../workload-rule';

const BLUE_GREEN: Path = ['spec', 'strategy', 'blueGreen'];
const PATH: Path = [...BLUE_GREEN, 'scaleDownDelaySeconds'];

/** Argo Rollouts' default, and the minimum that it recommends. */
const LEAST = 30;

const blueGreen = objectPart(ofBlueGreen);

/** Routers outside the cluster, whose targets follow a change of weights seconds later. */
const OUTSIDE = ['alb', 'appMesh'];
const OUTSIDE_NEEDS = 60;

// Stable pods stop as soon as their weight falls, while the load balancer still sends to them.
const stableScale = controllerPart(['Rollout'], ({ strategy, controller }) => {
  if (strategy.type !== 'Canary' || !strategy.trafficRouters.some(router => OUTSIDE.includes(router))) { return undefined; }
  const path = [...ROLLOUT_PATHS.canary, 'dynamicStableScale'];
  return strategy.dynamicStableScale ? [{
    object: controller,
    path,
    severity: 'error',
    message: 'With dynamicStableScale old pods stop as soon as their weight falls, and those of the stable Service start only at the promotion, but the load balancer follows seconds later: requests are answered with 503 in each release.',
    // Such a load balancer may need more than the default of 30 s.
    ...edited([{ path, value: false }, ...strategy.scaleDownDelay < OUTSIDE_NEEDS ? [{ path: [...ROLLOUT_PATHS.canary, 'scaleDownDelaySeconds'], value: OUTSIDE_NEEDS }] : []]),
  }] : [];
});

export const scaleDownDelayTooShort: Rule = {
  id: 'scale-down-delay-too-short',
  severity: 'warning',
  otherSeverities: ['error'],
  title: 'scaleDownDelaySeconds shorter than the routers need',
  impact: 'In each release requests fail for some seconds: nodes still send to the old pods.',
  why: 'The Service switches at once, but each node learns of it with some delay. Argo Rollouts recommends to wait at least 30 s before old pods are stopped.',
  fix: 'Leave scaleDownDelaySeconds at 30 or more.',
  reference: 'https://argo-rollouts.readthedocs.io/en/stable/features/bluegreen/#scaledowndelayseconds',
  examples: {
    failing: rolloutOf('{ blueGreen: { activeService: web, scaleDownDelaySeconds: 5 } }'),
    passing: rolloutOf('{ blueGreen: { activeService: web, scaleDownDelaySeconds: 30 } }'),
  },
  judge: togetherJudging(blueGreen, stableScale),
};

function ofBlueGreen(object: ManifestObject): Violation[] | undefined {
  const root = rootOf(object.json);
  if (!isArgoRollout(object) || mappingAt(root, BLUE_GREEN).value === undefined) { return undefined; }
  const delay = numberAt(root, PATH) ?? LEAST;
  if (delay >= LEAST) { return []; }
  return [{
    path: PATH,
    // Seen with Argo Rollouts 1.8.5: github.com/argoproj/argo-rollouts/issues/1992.
    message: delay === 0
      ? 'With scaleDownDelaySeconds 0 the old pods are never stopped: they keep occupying their nodes, and the controller reconciles without a pause.'
      : `Old pods are stopped ${delay} s after the Service has switched to the new ones, but nodes that have not learned of the switch send to the old ones for up to ${LEAST} s.`,
    ...edited([{ path: PATH, value: LEAST }], { or: 'remove it to use this default' }),
  }];
}
