import { autoscaled, limit, pods } from './changes';
import { pdbWithSingleReplica } from '../../../../src/rules/check/drain';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const single = (text: string) => limit(text) + pods(1);

test('says that the only pod is kept, and what to write', () => {
  expect(verdictsOn(pdbWithSingleReplica, single('minAvailable: 1'))).toMatchObject([{
    object: { kind: 'PodDisruptionBudget' },
    workload: { name: 'web' },
    violations: [{
      path: ['spec', 'minAvailable'],
      message: 'With spec.minAvailable 1, the only pod of web may never be evicted: every drain of its node gets stuck.',
      fix: 'Set spec.maxUnavailable to 1, and remove spec.minAvailable, or run 2 pods of web.',
    }],
  }]);
});

test('any share of one pod that must stay is all of it', () => {
  expect(messagesOn(pdbWithSingleReplica, single('minAvailable: 1%'))).toHaveLength(1);
  expect(messagesOn(pdbWithSingleReplica, single('minAvailable: 0%'))).toEqual([]);
  expect(messagesOn(pdbWithSingleReplica, single('minAvailable: 0'))).toEqual([]);
});

test('a budget that lets the pod go passes: that there is one is another matter', () => {
  expect(messagesOn(pdbWithSingleReplica, single('maxUnavailable: 1'))).toEqual([]);
  expect(appliesTo(pdbWithSingleReplica, single('maxUnavailable: 1'))).toBe(true);
});

test('does not apply to two pods, or to a budget that lets nobody go anyway', () => {
  expect(appliesTo(pdbWithSingleReplica, limit('minAvailable: 1') + pods(2))).toBe(false);
  expect(appliesTo(pdbWithSingleReplica, single('maxUnavailable: 0'))).toBe(false);
  expect(appliesTo(pdbWithSingleReplica, single('minAvailable: 100%'))).toBe(false);
  expect(appliesTo(pdbWithSingleReplica, single('minAvailable: null'))).toBe(false);
});

test('does not apply to an autoscaled service that may have more', () => {
  expect(appliesTo(pdbWithSingleReplica, limit('minAvailable: 1') + autoscaled(1, 2))).toBe(false);
});
