import { RECREATE, WITHOUT_SERVICE } from './changes';
import { minReadySecondsZero } from '../../../../src/rules/check/rollout';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const minReady = (seconds: string) => `---\nkind: Deployment\nspec: { minReadySeconds: ${seconds} }\n`;

test('prints the remedy', () => {
  expect(verdictsOn(minReadySecondsZero, minReady('null'))).toMatchObject([{
    object: { kind: 'Deployment' },
    workload: { name: 'web' },
    violations: [{
      path: ['spec', 'minReadySeconds'],
      message: 'A new pod counts as available with its first successful probe: a version that crashes a second later replaces every working pod.',
      fix: 'Set spec.minReadySeconds to 10.',
    }],
  }]);
});

test('one second passes', () => {
  expect(messagesOn(minReadySecondsZero, minReady('0'))).toHaveLength(1);
  expect(messagesOn(minReadySecondsZero, minReady('1'))).toEqual([]);
});

test('does not apply to Recreate, or if the pods receive no requests', () => {
  expect(appliesTo(minReadySecondsZero, minReady('0') + RECREATE)).toBe(false);
  expect(appliesTo(minReadySecondsZero, minReady('0') + WITHOUT_SERVICE)).toBe(false);
  expect(appliesTo(minReadySecondsZero, minReady('0'))).toBe(true);
});
