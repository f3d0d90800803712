import { autoscalerTargetNotFound as rule } from '../../../../src/rules/check/autoscaling';
import { rolloutOf as rollout } from '../../../../src/rules/check/rollout/argo-rollout-examples';
import { appliesTo, verdictsOn } from '../judging';

const scaler = (kind: string, name = 'web', apiVersion = 'apps/v1') => `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: ${apiVersion}, kind: ${kind}, name: ${name} }, minReplicas: 3, maxReplicas: 10 }
`;

test('fails when the target is the Deployment that a Rollout takes its template from', () => {
  const [{ object, violations: [{ message, edits }] }] = verdictsOn(rule, `${rollout('{ canary: {} }')}---${scaler('Deployment')}`);
  expect(object.kind).toBe('HorizontalPodAutoscaler');
  expect(message).toContain('scales Deployment web, but Rollout');
  expect(edits?.map(({ path }) => path.join('.'))).toEqual(['spec.scaleTargetRef.kind', 'spec.scaleTargetRef.apiVersion']);
});

test('fails when the target is of another kind', () => {
  expect(verdictsOn(rule, scaler('StatefulSet'))[0].violations[0].edits).toEqual([
    { path: ['spec', 'scaleTargetRef', 'kind'], value: 'Deployment' }, { path: ['spec', 'scaleTargetRef', 'apiVersion'], value: 'apps/v1' },
  ]);
});

test('passes the Rollout, and a Deployment with its own pods', () => {
  expect(verdictsOn(rule, `${rollout('{ canary: {} }')}---${scaler('Rollout', 'web', 'argoproj.io/v1alpha1')}`)[0].violations).toEqual([]);
  expect(verdictsOn(rule, scaler('Deployment'))[0].violations).toEqual([]);
});

test('does not apply to a target that is not in the manifests', () => {
  expect(appliesTo(rule, scaler('Deployment', 'other'))).toBe(false);
});
