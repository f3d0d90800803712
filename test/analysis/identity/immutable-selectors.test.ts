import { hasImmutableSelector, labelsForOldSelector, refusedSelector } from '../../../src/analysis/identity/immutable-selectors';
import { manifestsIn } from '../../rules/check/judging';

const V1 = 'matchExpressions: [{ key: version, operator: In, values: [v1] }]';
const V2 = 'matchExpressions: [{ key: version, operator: In, values: [v2] }]';

function workload(selector: string, labels: string, kind = 'Deployment', apiVersion = 'apps/v1') {
  return manifestsIn(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: web }\n`
    + `spec: { selector: { ${selector} }, template: { metadata: { labels: { ${labels} } }, spec: { containers: [{ name: web, image: 'web:1' }] } } }\n`).objects[0];
}

const change = (old: [string, string], now: [string, string]) => ({ before: workload(...old), after: workload(...now) });

test.each([
  ['another label', ['matchLabels: { app: web }', 'app: web'], ['matchLabels: { app: shop }', 'app: shop'], 'selector'],
  ['another expression', [V1, 'version: v1'], [V2, 'version: v2'], 'selector'],
  ['another selector that fits the old labels', ['matchLabels: { app: web }', 'app: web, tier: a'], ['matchLabels: { tier: a }', 'app: web, tier: a'], 'selector'],
  ['labels that a label of the selector does not match', ['matchLabels: { app: web }', 'app: web'], ['matchLabels: { app: web }', 'app: shop'], 'labels'],
  ['labels that an expression does not match', [V1, 'version: v1'], [V1, 'version: v2'], 'labels'],
] as const)('the API server refuses %s', (_, old, now, refused) => {
  expect(refusedSelector(change([...old], [...now]))).toBe(refused);
});

test.each([
  ['an empty list of expressions', ['matchLabels: { app: web }', 'app: web'], ['matchLabels: { app: web }, matchExpressions: []', 'app: web']],
  ['a label that the selector does not ask for', ['matchLabels: { app: web }', 'app: web'], ['matchLabels: { app: web }', 'app: web, tier: a']],
  ['a mismatch that was there before', ['matchLabels: { app: web }', 'app: shop'], ['matchLabels: { app: web }', 'app: cart']],
] as const)('%s is not a change that the API server refuses', (_, old, now) => {
  expect(refusedSelector(change([...old], [...now]))).toBeUndefined();
});

test('a kind of another group may change its selector', () => {
  expect(hasImmutableSelector(workload('', 'app: web', 'Deployment', 'example.com/v1'))).toBe(false);
  expect(hasImmutableSelector(workload('', 'app: web', 'Rollout', 'argoproj.io/v1alpha1'))).toBe(false);
  expect(hasImmutableSelector(workload('', 'app: web', 'StatefulSet'))).toBe(true);
});

test.each([
  ['a label', ['matchLabels: { app: web }', 'app: web, x: a'], ['matchLabels: { app: shop }', 'app: shop, x: b'], { app: 'web', x: 'b' }],
  ['an expression', [V1, 'app: web, version: v1'], [V2, 'app: shop, version: v2'], { app: 'shop', version: 'v1' }],
  ['an expression that the new labels match', [V1.replace('v1', 'v1, v2'), 'version: v1'], [V2, 'version: v2'], { version: 'v2' }],
  ['a label that must be missing', ['matchExpressions: [{ key: canary, operator: DoesNotExist }]', 'app: web'], ['matchLabels: { app: web }', 'app: web, canary: yes-it-is'], { app: 'web' }],
  ['a label that is no longer set', ['matchLabels: { app: web }', 'app: web'], ['matchLabels: { x: a }', 'x: a'], { x: 'a', app: 'web' }],
] as const)('pods keep the labels that their old selector requires by %s', (_, old, now, labels) => {
  expect(labelsForOldSelector(change([...old], [...now]))).toEqual(labels);
});
