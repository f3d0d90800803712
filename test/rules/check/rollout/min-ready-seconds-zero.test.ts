import { RECREATE, WITHOUT_SERVICE } from './changes';
import { minReadySecondsZero } from '../../../../src/rules/check/rollout';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const minReady = (seconds: string) => `---\nkind: Deployment\nspec: { minReadySeconds: ${seconds} }\n`;

test('says what to write', () => {
  expect(verdictsOn(minReadySecondsZero, minReady('null'))).toMatchObject([{
    object: { kind: 'Deployment' },
    workload: { name: 'web' },
    violations: [{
      path: ['spec', 'minReadySeconds'],
      message: 'A new pod counts as available with its first good answer: a version that crashes a second later replaces every pod that works.',
      fix: 'Set spec.minReadySeconds to 10.',
    }],
  }]);
});

test('one second is enough for this rule', () => {
  expect(messagesOn(minReadySecondsZero, minReady('0'))).toHaveLength(1);
  expect(messagesOn(minReadySecondsZero, minReady('1'))).toEqual([]);
});

test('does not apply to Recreate, or where nobody sends requests', () => {
  expect(appliesTo(minReadySecondsZero, minReady('0') + RECREATE)).toBe(false);
  expect(appliesTo(minReadySecondsZero, minReady('0') + WITHOUT_SERVICE)).toBe(false);
  expect(appliesTo(minReadySecondsZero, minReady('0'))).toBe(true);
});
