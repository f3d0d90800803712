import { missingSelector as rule } from '../../../../../src/rules/check/drain/pdb-matches-no-pods/missing-selector';
import { messagesOn, verdictsOn } from '../../judging';

const selecting = (selector: string, version = 'policy/v1') => `kind: PodDisruptionBudget\napiVersion: ${version}\nspec: { selector: ${selector} }\n`;
const FIX = 'Set spec.selector.matchLabels to { "app": "web" }, or to those of other pods that the budget is meant for.';

test('a missing selector matches no pod', () => {
  expect(verdictsOn(rule, selecting('null'))).toMatchObject([{
    object: { kind: 'PodDisruptionBudget' },
    violations: [{
      path: ['spec', 'selector'],
      message: 'The budget has no spec.selector, so it matches no pod: drains may evict all pods at once.',
      fix: FIX,
    }],
  }]);
});

test('an empty selector matched no pod in policy/v1beta1', () => {
  expect(verdictsOn(rule, selecting('{ $patch: replace }', 'policy/v1beta1'))[0].violations).toMatchObject([{
    path: ['spec', 'selector'],
    message: 'The spec.selector is empty, which matches no pod in policy/v1beta1, but every pod of the namespace in policy/v1: drains may evict all pods at once now, and get stuck after the change.',
    fix: FIX,
  }]);
});

test('does not name a Deployment if none is similar', () => {
  const [{ violations: [{ fix }] }] = verdictsOn(rule, `${selecting('null')}---\nkind: Deployment\n$patch: delete\n`);
  expect(fix).toBe('Set spec.selector.matchLabels to those of the pods that the budget is meant for.');
});

test('labels or expressions pass', () => {
  expect(messagesOn(rule, '')).toEqual([]);
  expect(messagesOn(rule, selecting('{ $patch: replace, matchExpressions: [{ key: app, operator: Exists }] }'))).toEqual([]);
});
