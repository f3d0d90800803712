import { singleReplica as rule } from '../../../../../src/rules/check/drain/pdb-blocks-eviction/single-replica';
import { appliesTo, messagesOn, verdictsOn } from '../../judging';
import { autoscaled, limit, pods } from '../changes';

const single = (text: string) => limit(text) + pods(1);

test('says that the only pod may not be evicted, and the remedy', () => {
  expect(verdictsOn(rule, single('minAvailable: 1'))).toMatchObject([{
    object: { kind: 'PodDisruptionBudget' },
    workload: { name: 'web' },
    violations: [{
      path: ['spec', 'minAvailable'],
      message: 'With spec.minAvailable 1, the only pod of web may never be evicted: every drain of its node gets stuck.',
      fix: 'Set spec.maxUnavailable to 1, and remove spec.minAvailable, or run 2 pods of web.',
    }],
  }]);
});

test('any minAvailable in percent of one pod is that pod', () => {
  expect(messagesOn(rule, single('minAvailable: 1%'))).toHaveLength(1);
  expect(messagesOn(rule, single('minAvailable: 0%'))).toEqual([]);
  expect(messagesOn(rule, single('minAvailable: 0'))).toEqual([]);
});

test('a budget that allows the eviction passes: another rule judges the single pod', () => {
  expect(messagesOn(rule, single('maxUnavailable: 1'))).toEqual([]);
  expect(appliesTo(rule, single('maxUnavailable: 1'))).toBe(true);
});

test('does not apply to two pods, or to a budget that never allows an eviction', () => {
  expect(appliesTo(rule, limit('minAvailable: 1') + pods(2))).toBe(false);
  expect(appliesTo(rule, single('maxUnavailable: 0'))).toBe(false);
  expect(appliesTo(rule, single('minAvailable: 100%'))).toBe(false);
  expect(appliesTo(rule, single('minAvailable: null'))).toBe(false);
});

test('does not apply to an autoscaled service that may have more pods', () => {
  expect(appliesTo(rule, limit('minAvailable: 1') + autoscaled(1, 2))).toBe(false);
});
