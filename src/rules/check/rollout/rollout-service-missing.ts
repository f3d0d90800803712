import { rolloutOf, serviceNamed } from './argo-rollout-examples';
import { mayHaveForeignServices } from '../../../analysis/traffic/foreign-pods';
import { Path, ROLLOUT_PATHS, RolloutStrategy, showPath } from '../../../manifests';
import { nearestWord, shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { controllerRule } from '../workload-rule';

const BLUE_GREEN = (active: string): string => `{ blueGreen: { activeService: ${active}, previewService: web-preview, scaleDownDelaySeconds: 60 } }`;

export const rolloutServiceMissing = controllerRule(['Rollout'], {
  id: 'rollout-service-missing',
  severity: 'error',
  title: 'Rollout with a Service that is not in the manifests',
  impact: 'Unless the Service exists elsewhere, the Rollout becomes Degraded, no pod is replaced, and users have no Service to call.',
  why: 'Argo Rollouts switches traffic by changing these Services, and refuses a Rollout that names a missing Service.',
  fix: 'Name Services of the same namespace.',
  reference: 'https://argo-rollouts.readthedocs.io/en/stable/features/bluegreen/#activeservice',
  examples: {
    failing: rolloutOf(BLUE_GREEN('wbe'), serviceNamed('web-preview')),
    passing: rolloutOf(BLUE_GREEN('web'), serviceNamed('web-preview')),
  },
  judge: ({ controller, namespace, strategy }, _profile, manifests) => {
    const names = manifests.services.filter(({ object }) => object.namespace === namespace).map(({ object }) => object.name);
    // If the manifests have no Services of the namespace, any may exist.
    if (names.length === 0 || manifests.isPartial || mayHaveForeignServices(manifests, namespace)) { return undefined; }
    const named = servicesNamed(strategy);
    // The two roles need two Services.
    const free = names.filter(name => !named.some(([, taken]) => taken === name));
    return named.filter(([, name]) => !names.includes(name)).map(([path, name]) => {
      const nearest = nearestWord(name, free);
      return {
        object: controller,
        path,
        message: `The ${String(path[path.length - 1])} is ${shorten(name)}, a Service that the manifests do not have: unless it exists elsewhere, Argo Rollouts refuses the Rollout, and no pod is replaced.`,
        ...nearest === undefined ? { fix: `Set ${showPath(path)} to the name of a Service, or add this Service.` }
          : edited([{ path, value: nearest }], { or: 'add this Service', byHand: 'that this Service is meant' }),
      };
    });
  },
});

function servicesNamed(strategy: RolloutStrategy): [Path, string][] {
  const named: [Path, string | undefined][] = strategy.type === 'BlueGreen' ? [
    [[...ROLLOUT_PATHS.blueGreen, 'activeService'], strategy.activeService],
    [[...ROLLOUT_PATHS.blueGreen, 'previewService'], strategy.previewService],
  ] : [
    [[...ROLLOUT_PATHS.canary, 'stableService'], strategy.stableService],
    [[...ROLLOUT_PATHS.canary, 'canaryService'], strategy.canaryService],
    [[...ROLLOUT_PATHS.canary, 'pingPong', 'pingService'], strategy.pingPong?.ping],
    [[...ROLLOUT_PATHS.canary, 'pingPong', 'pongService'], strategy.pingPong?.pong],
  ];
  return named.filter((entry): entry is [Path, string] => entry[1] !== undefined);
}
