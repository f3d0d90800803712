import { isScaledObject, minimumPath, scaleDownPath } from '../../../src/analysis/scaling/autoscaler';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';
import { object } from '../../rules/check/placement/violations-on';

test.each([
  ['autoscaling/v2', 'HorizontalPodAutoscaler', false, ['spec', 'minReplicas'], ['spec', 'behavior', 'scaleDown']],
  ['keda.sh/v1alpha1', 'ScaledObject', true, ['spec', 'minReplicaCount'], ['spec', 'advanced', 'horizontalPodAutoscalerConfig', 'behavior', 'scaleDown']],
])('the paths of the scaling fields of a %s %s', (apiVersion, kind, isKeda, minimum, scaleDown) => {
  const spec = { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } };
  const [autoscaler] = manifestsIn(exampleManifests(object(apiVersion, kind, 'web', { spec }))).autoscalers;
  expect(isScaledObject(autoscaler)).toBe(isKeda);
  expect(minimumPath(autoscaler)).toEqual(minimum);
  expect(scaleDownPath(autoscaler)).toEqual(scaleDown);
});
