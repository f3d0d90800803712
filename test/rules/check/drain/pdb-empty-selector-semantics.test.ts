import { pdbEmptySelectorSemantics } from '../../../../src/rules/check/drain';
import { messagesOn, verdictsOn } from '../judging';

const selecting = (selector: string, version = 'policy/v1') => `kind: PodDisruptionBudget\napiVersion: ${version}\nspec: { selector: ${selector} }\n`;
const FIX = 'Set spec.selector.matchLabels to { "app": "web" }, or to those of other pods that it is meant for.';

test('a missing selector selects nobody', () => {
  expect(verdictsOn(pdbEmptySelectorSemantics, selecting('null'))).toMatchObject([{
    object: { kind: 'PodDisruptionBudget' },
    violations: [{
      path: ['spec', 'selector'],
      message: 'The budget has no spec.selector, so it selects no pod: drains may evict all pods at once.',
      fix: FIX,
    }],
  }]);
});

test('an empty selector selects the whole namespace', () => {
  const [{ workload, violations }] = verdictsOn(pdbEmptySelectorSemantics, selecting('{ $patch: replace }'));
  expect(workload?.name).toBe('web');
  expect(violations).toMatchObject([{
    path: ['spec', 'selector'],
    message: 'The spec.selector is empty, which selects every pod of the namespace, also those to come: one broken pod uses up what all of them together may lose, and blocks drains.',
    fix: FIX,
    severity: 'warning',
  }]);
});

test('an empty selector selected nobody in policy/v1beta1', () => {
  expect(verdictsOn(pdbEmptySelectorSemantics, selecting('{ $patch: replace }', 'policy/v1beta1'))[0].violations).toMatchObject([{
    path: ['spec', 'selector'],
    message: 'The spec.selector is empty, which selects no pod in policy/v1beta1, but every pod of the namespace in policy/v1: drains may evict all pods at once now, and get stuck after the change.',
    fix: FIX,
  }]);
});

test('names no Deployment where none is near', () => {
  const [{ violations: [{ fix }] }] = verdictsOn(pdbEmptySelectorSemantics, `${selecting('null')}---\nkind: Deployment\n$patch: delete\n`);
  expect(fix).toBe('Set spec.selector.matchLabels to those of the pods it is meant for.');
});

test('labels or expressions pass', () => {
  expect(messagesOn(pdbEmptySelectorSemantics, '')).toEqual([]);
  expect(messagesOn(pdbEmptySelectorSemantics, selecting('{ $patch: replace, matchExpressions: [{ key: app, operator: Exists }] }'))).toEqual([]);
});
