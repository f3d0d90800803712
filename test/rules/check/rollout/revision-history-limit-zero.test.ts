import { revisionHistoryLimitZero } from '../../../../src/rules/check/rollout';
import { messagesOn, verdictsOn } from '../judging';

const history = (limit: string) => `kind: Deployment\nspec: { revisionHistoryLimit: ${limit} }\n`;

test('prints the remedy', () => {
  expect(verdictsOn(revisionHistoryLimitZero, history('0'))).toMatchObject([{
    object: { kind: 'Deployment' },
    workload: { name: 'web' },
    violations: [{
      path: ['spec', 'revisionHistoryLimit'],
      message: 'No old revision is kept: when a version turns out to be broken, `kubectl rollout undo` has no revision to return to.',
      fix: 'Set spec.revisionHistoryLimit to 5.',
    }],
  }]);
});

test('one revision is enough, and the default keeps ten', () => {
  expect(messagesOn(revisionHistoryLimitZero, history('1'))).toEqual([]);
  expect(messagesOn(revisionHistoryLimitZero, history('null'))).toEqual([]);
});
