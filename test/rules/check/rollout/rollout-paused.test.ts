import { rolloutPaused } from '../../../../src/rules/check/rollout';
import { messagesOn, verdictsOn } from '../judging';

const paused = (value: string) => `kind: Deployment\nspec: { paused: ${value} }\n`;

test('names the field to remove', () => {
  expect(verdictsOn(rolloutPaused, paused('true'))).toMatchObject([{
    object: { kind: 'Deployment' },
    workload: { name: 'web' },
    violations: [{
      path: ['spec', 'paused'],
      message: 'The Deployment is paused: no change to its pods is rolled out, not even a fix.',
      fix: 'Remove spec.paused.',
    }],
  }]);
});

test('a Deployment that is not paused passes', () => {
  expect(messagesOn(rolloutPaused, paused('false'))).toEqual([]);
  expect(messagesOn(rolloutPaused, paused('null'))).toEqual([]);
});
