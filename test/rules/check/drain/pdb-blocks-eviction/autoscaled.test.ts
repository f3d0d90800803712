import { autoscaled as rule } from '../../../../../src/rules/check/drain/pdb-blocks-eviction/autoscaled';
import { appliesTo, messagesOn, verdictsOn } from '../../judging';
import { autoscaled, CANARY, limit } from '../changes';

const service = (text: string, min: number, max: number) => limit(text) + autoscaled(min, max);
const messages = (mustStay: number, min: number, max: number) => messagesOn(rule, service(`minAvailable: ${mustStay}`, min, max));

test('a minAvailable equal to the minimum blocks drains when the autoscaler has scaled down', () => {
  expect(verdictsOn(rule, service('minAvailable: 3', 3, 4))).toMatchObject([{
    object: { kind: 'PodDisruptionBudget' },
    workload: { name: 'web' },
    violations: [{
      path: ['spec', 'minAvailable'],
      message: 'The number of pods of web changes, but spec.minAvailable 3 does not: scaled down to 3 pods none may be evicted, and every drain of their nodes gets stuck.',
      fix: 'Set spec.maxUnavailable to 1, and remove spec.minAvailable.',
    }],
  }]);
  expect(messages(2, 3, 3)).toEqual([]);
  expect(messages(5, 3, 10)).toEqual([
    'The number of pods of web changes, but spec.minAvailable 5 does not: scaled down to 3 to 5 pods none may be evicted, and every drain of their nodes gets stuck.',
  ]);
});

test('leaves other defects to other rules', () => {
  expect(messages(10, 3, 10)).toEqual([]);
  expect(messages(0, 3, 10)).toEqual([]);
  expect(messages(1, 1, 2)).toEqual([]);
  expect(messages(2, 1, 3)).toEqual([
    'The number of pods of web changes, but spec.minAvailable 2 does not: scaled down to 2 pods none may be evicted, and every drain of their nodes gets stuck.',
  ]);
});

test('other limits pass', () => {
  for (const other of ['maxUnavailable: 1', 'minAvailable: 50%']) {
    expect(messagesOn(rule, service(other, 3, 10))).toEqual([]);
    expect(appliesTo(rule, service(other, 3, 10))).toBe(true);
  }
});

test('does not apply without an autoscaler, without a limit, or to one pod at most', () => {
  expect(appliesTo(rule, limit('minAvailable: 2'))).toBe(false);
  expect(appliesTo(rule, service('minAvailable: null', 3, 10))).toBe(false);
  expect(appliesTo(rule, service('minAvailable: 1', 1, 1))).toBe(false);
  expect(appliesTo(rule, service('minAvailable: 1', 1, 2))).toBe(true);
});

test('does not apply to a budget that counts more than one Deployment', () => {
  expect(appliesTo(rule, service('minAvailable: 3', 3, 10) + CANARY)).toBe(false);
});
