import { scaledJobUpdateDeletesJobs as rule } from '../../../../src/rules/diff/rollout';
import { appliesTo, messagesOn, verdictsOn } from '../updating';

const scaled = (spec: object, annotations: object = {}, apiVersion = 'keda.sh/v1alpha1'): string => JSON.stringify({
  apiVersion, kind: 'ScaledJob', metadata: { name: 'ocr', annotations }, spec: { maxReplicaCount: 5, ...spec },
});
const changed = (rollout: object, annotations: object = {}): string[] =>
  messagesOn(rule, scaled({ maxReplicaCount: 10, ...rollout }, annotations), scaled(rollout, annotations));

test('states what happens to running jobs, and how to keep them already in this change', () => {
  const [{ object, violations }] = verdictsOn(rule, scaled({ maxReplicaCount: 10 }), scaled({}));
  expect(object).toMatchObject({ kind: 'ScaledJob', name: 'ocr' });
  expect(violations).toMatchObject([{
    path: ['spec', 'rollout', 'strategy'],
    message: 'KEDA deletes all running jobs of ScaledJob ocr when this change is applied: their work is lost, or done again from the beginning.',
    fix: 'Set spec.rollout.strategy to gradual, which already applies to this change.',
    recipe: [{ edits: [{ kind: 'set', path: ['spec', 'rollout', 'strategy'], value: 'gradual' }] }],
  }]);
});

test.each([
  ['the default by name', { rollout: { strategy: 'default' } }], ['only how objects are deleted', { rollout: { propagationPolicy: 'foreground' } }],
  ['the deprecated field', { rolloutStrategy: 'default', rollout: { strategy: 'gradual' } }],
])('fails with %s', (_, rollout) => {
  expect(changed(rollout)).toHaveLength(1);
});

test.each([['its field', { rollout: { strategy: 'gradual' } }], ['the deprecated field', { rolloutStrategy: 'gradual' }]])('passes gradual in %s', (_, rollout) => {
  expect(changed(rollout)).toEqual([]);
});

test('passes a change to gradual', () => {
  expect(messagesOn(rule, scaled({ rollout: { strategy: 'gradual' }, maxReplicaCount: 10 }), scaled({}))).toEqual([]);
});

test('passes a paused ScaledJob, and one with changes only in labels and annotations', () => {
  expect(changed({}, { 'autoscaling.keda.sh/paused': 'true' })).toEqual([]);
  expect(changed({}, { 'autoscaling.keda.sh/paused': 'false' })).toHaveLength(1);
  expect(messagesOn(rule, scaled({}, { team: 'a' }), scaled({}))).toEqual([]);
});

test('does not apply to an unchanged object, or to another kind', () => {
  expect(appliesTo(rule, scaled({}), scaled({}))).toBe(false);
  expect(appliesTo(rule, scaled({ maxReplicaCount: 10 }, {}, 'example.com/v1'), scaled({}, {}, 'example.com/v1'))).toBe(false);
});
