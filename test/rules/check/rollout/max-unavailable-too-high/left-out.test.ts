import { leftOut as rule } from '../../../../../src/rules/check/rollout/max-unavailable-too-high/left-out';
import { appliesTo, messagesOn, verdictsOn } from '../../judging';
import { autoscaled, RECREATE, rolling, WITHOUT_SERVICE } from '../changes';

const withoutLimit = (replicas: number | string) => `---\nkind: Deployment\nspec: { replicas: ${replicas}, strategy: null }\n`;
const FIX = 'Set spec.strategy.rollingUpdate.maxUnavailable to 0.';

test('says how many pods the default removes', () => {
  expect(verdictsOn(rule, withoutLimit(10))).toMatchObject([{
    object: { kind: 'Deployment' },
    workload: { name: 'web' },
    violations: [{
      path: ['spec', 'strategy', 'rollingUpdate', 'maxUnavailable'],
      message: 'The field spec.strategy.rollingUpdate.maxUnavailable is left out, which means 25%: at 10 pods each update removes 2 of them before their replacements are ready.',
      fix: FIX,
    }],
  }]);
});

test('from 4 pods on it removes one', () => {
  expect(messagesOn(rule, withoutLimit(4))).toEqual([
    'The field spec.strategy.rollingUpdate.maxUnavailable is left out, which means 25%: at 4 pods each update removes 1 of them before its replacement is ready.',
  ]);
});

test('passes up to 3 pods, of which 25 % rounds down to 0', () => {
  for (const replicas of [1, 2, 3]) {
    expect(messagesOn(rule, withoutLimit(replicas))).toEqual([]);
  }
});

test('checks every number of replicas that an autoscaler may choose', () => {
  expect(messagesOn(rule, withoutLimit('null') + autoscaled(2, 4))).toEqual([expect.stringContaining('at 4 pods each update removes 1')]);
  expect(messagesOn(rule, withoutLimit('null') + autoscaled(5, 9))).toEqual([expect.stringContaining('at 8 pods each update removes 2')]);
});

test('is found even if maxSurge is set', () => {
  expect(messagesOn(rule, rolling('maxUnavailable: null', 8))).toHaveLength(1);
});

test('any explicit value passes', () => {
  for (const value of ['0', '25%', '1']) {
    expect(messagesOn(rule, rolling(`maxUnavailable: ${value}`, 8))).toEqual([]);
    expect(appliesTo(rule, rolling(`maxUnavailable: ${value}`, 8))).toBe(true);
  }
});

test('does not apply where other rules do, or if the pods receive no requests', () => {
  expect(appliesTo(rule, RECREATE)).toBe(false);
  expect(appliesTo(rule, rolling('maxSurge: 0, maxUnavailable: null'))).toBe(false);
  expect(appliesTo(rule, withoutLimit(8) + WITHOUT_SERVICE)).toBe(false);
  expect(appliesTo(rule, withoutLimit(0))).toBe(false);
});
