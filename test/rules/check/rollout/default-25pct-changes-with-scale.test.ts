import { autoscaled, RECREATE, rolling, WITHOUT_SERVICE } from './changes';
import { default25pctChangesWithScale as rule } from '../../../../src/rules/check/rollout';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const leftOut = (replicas: number | string) => `---\nkind: Deployment\nspec: { replicas: ${replicas}, strategy: null }\n`;
const FIX = 'Set spec.strategy.rollingUpdate.maxUnavailable to 0.';

test('says what the default comes to', () => {
  expect(verdictsOn(rule, leftOut(10))).toMatchObject([{
    object: { kind: 'Deployment' },
    workload: { name: 'web' },
    violations: [{
      path: ['spec', 'strategy', 'rollingUpdate', 'maxUnavailable'],
      message: 'The field spec.strategy.rollingUpdate.maxUnavailable is left out, which means 25%: at 10 pods each update takes 2 of them away before their replacements are ready.',
      fix: FIX,
    }],
  }]);
  expect(rule.severity).toBe('warning');
});

test('from 4 pods on it takes one away', () => {
  expect(messagesOn(rule, leftOut(4))).toEqual([
    'The field spec.strategy.rollingUpdate.maxUnavailable is left out, which means 25%: at 4 pods each update takes 1 of them away before its replacement is ready.',
  ]);
});

test('up to 3 pods it is a reminder only', () => {
  for (const replicas of [1, 2, 3]) {
    expect(verdictsOn(rule, leftOut(replicas))[0].violations).toMatchObject([{
      path: ['spec', 'strategy', 'rollingUpdate', 'maxUnavailable'],
      message: 'The field spec.strategy.rollingUpdate.maxUnavailable is left out, which means 25%: that is no pod now, but one as soon as there are 4.',
      fix: FIX,
      severity: 'info',
    }]);
  }
});

test('looks at every number of replicas that an autoscaler may choose', () => {
  expect(messagesOn(rule, leftOut('null') + autoscaled(2, 4))).toEqual([expect.stringContaining('at 4 pods each update takes 1')]);
  expect(messagesOn(rule, leftOut('null') + autoscaled(5, 9))).toEqual([expect.stringContaining('at 8 pods each update takes 2')]);
});

test('a surge alone does not decide it', () => {
  expect(messagesOn(rule, rolling('maxUnavailable: null', 8))).toHaveLength(1);
});

test('any value that somebody wrote passes', () => {
  for (const value of ['0', '25%', '1']) {
    expect(messagesOn(rule, rolling(`maxUnavailable: ${value}`, 8))).toEqual([]);
    expect(appliesTo(rule, rolling(`maxUnavailable: ${value}`, 8))).toBe(true);
  }
});

test('does not apply where other rules do, or nobody sends requests', () => {
  expect(appliesTo(rule, RECREATE)).toBe(false);
  expect(appliesTo(rule, rolling('maxSurge: 0, maxUnavailable: null'))).toBe(false);
  expect(appliesTo(rule, leftOut(8) + WITHOUT_SERVICE)).toBe(false);
  expect(appliesTo(rule, leftOut(0))).toBe(false);
});
