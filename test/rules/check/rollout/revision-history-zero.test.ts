import { revisionHistoryZero } from '../../../../src/rules/check/rollout';
import { messagesOn, verdictsOn } from '../judging';

const history = (limit: string) => `kind: Deployment\nspec: { revisionHistoryLimit: ${limit} }\n`;

test('says what to write', () => {
  expect(verdictsOn(revisionHistoryZero, history('0'))).toMatchObject([{
    object: { kind: 'Deployment' },
    workload: { name: 'web' },
    violations: [{
      path: ['spec', 'revisionHistoryLimit'],
      message: 'No old revision is kept: when a version turns out to be broken, `kubectl rollout undo` has nothing to go back to.',
      fix: 'Set spec.revisionHistoryLimit to 5.',
    }],
  }]);
});

test('one revision is enough, and the default keeps ten', () => {
  expect(messagesOn(revisionHistoryZero, history('1'))).toEqual([]);
  expect(messagesOn(revisionHistoryZero, history('null'))).toEqual([]);
});
