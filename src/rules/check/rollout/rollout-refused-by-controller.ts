import { rolloutOf, serviceNamed } from './argo-rollout-examples';
import { isZero } from '../../../analysis/scaling/rollout-limits';
import { BlueGreenStrategy, CanaryStrategy, ManifestObject, mappingAt, Path, ROLLOUT_PATHS, rootOf, valueAt } from '../../../manifests';
import { shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { Violation } from '../../rule';
import { controllerRule } from '../workload-rule';

const ROUTED = '{ canary: { canaryService: web-canary, stableService: web, trafficRouting: { istio: { virtualService: { name: web } } } } }';
const TWICE = ROUTED.replace('web-canary', 'web');

export const rolloutRefusedByController = controllerRule(['Rollout'], {
  id: 'rollout-refused-by-controller',
  severity: 'error',
  title: 'Rollout that Argo Rollouts refuses',
  impact: 'The release looks applied, but the Rollout becomes Degraded (InvalidSpec): no pod is replaced, not even for a fix.',
  why: 'The API server accepts every Rollout that matches its schema. Only the controller finds contradictions, after the apply.',
  fix: 'Correct the field that contradicts another.',
  reference: 'https://argo-rollouts.readthedocs.io/en/stable/features/specification/',
  examples: { failing: rolloutOf(TWICE), passing: rolloutOf(ROUTED, serviceNamed('web-canary')) },
  judge: workload => {
    const { strategy, controller } = workload;
    const [blue, other] = [ROLLOUT_PATHS.blueGreen, ROLLOUT_PATHS.canary]
      .map(path => mappingAt(rootOf(controller.json), path).value !== undefined);
    if (blue === other) {
      return [{
        object: controller,
        path: ['spec', 'strategy'],
        message: `The strategy is ${blue ? 'both canary and blueGreen' : 'neither canary nor blueGreen'}: ${REFUSED}.`,
        fix: 'Set either spec.strategy.canary or spec.strategy.blueGreen.',
      }];
    }
    return strategy.type === 'BlueGreen' ? blueGreen(controller, strategy) : canary(controller, strategy);
  },
});

const REFUSED = 'Argo Rollouts refuses the Rollout (InvalidSpec), and no pod is replaced';

function blueGreen(controller: ManifestObject, { activeService, previewService }: BlueGreenStrategy): Violation[] {
  const path = [...ROLLOUT_PATHS.blueGreen, 'activeService'];
  if (activeService === undefined) {
    return [{ object: controller, path, message: `The strategy does not set activeService: ${REFUSED}.`, fix: `Set ${path.join('.')} to the Service that users call.` }];
  }
  return activeService !== previewService ? [] : [{
    object: controller,
    path: [...ROLLOUT_PATHS.blueGreen, 'previewService'],
    message: `Both activeService and previewService are ${shorten(activeService)}: ${REFUSED}.`,
    fix: 'Set previewService to another Service, or remove it.',
  }];
}

function canary(controller: ManifestObject, strategy: CanaryStrategy): Violation[] {
  const { canaryService, stableService, trafficRouters, maxSurge, maxUnavailable, pingPong } = strategy;
  const at = (field: string): Path => [...ROLLOUT_PATHS.canary, field];
  const found: Violation[] = [];
  if (isZero(maxSurge) && isZero(maxUnavailable)) {
    found.push({
      object: controller,
      path: at('maxSurge'),
      message: `Both maxSurge and maxUnavailable are 0: ${REFUSED}.`,
      ...edited([{ path: at('maxSurge'), value: 1 }]),
    });
  }
  if (canaryService !== undefined && canaryService === stableService) {
    found.push({
      object: controller,
      path: at('canaryService'),
      message: `Both canaryService and stableService are ${shorten(canaryService)}: ${REFUSED}.`,
      fix: `Set ${at('canaryService').join('.')} to another Service with the same selector.`,
    });
  }
  if (trafficRouters.length > 0 && !pingPong && (canaryService === undefined || stableService === undefined) && !trafficRouters.every(name => name === 'istio')) {
    found.push({
      object: controller,
      path: at('trafficRouting'),
      message: `The strategy routes traffic, but does not set ${canaryService === undefined ? 'canaryService' : 'stableService'}: ${REFUSED}.`,
      fix: 'Set canaryService and stableService to two Services with the selector of the pods.',
    });
  }
  if (trafficRouters.length === 0 && valueAt(rootOf(controller.json), at('scaleDownDelaySeconds')) !== undefined) {
    found.push({
      object: controller,
      path: at('scaleDownDelaySeconds'),
      message: `The field scaleDownDelaySeconds is set without trafficRouting: ${REFUSED}.`,
      ...edited([{ path: at('scaleDownDelaySeconds'), value: undefined }]),
    });
  }
  const scale = strategy.steps.findIndex(({ kind }) => kind === 'setCanaryScale');
  if (trafficRouters.length === 0 && scale >= 0) {
    found.push({
      object: controller,
      path: [...at('steps'), scale, 'setCanaryScale'],
      message: `The step setCanaryScale is used without trafficRouting: ${REFUSED}.`,
      fix: 'Remove the step, or add trafficRouting.',
    });
  }
  return found;
}
