import { appliesTo, deployment, messagesOn, removed, said, service } from './steps';
import { orphanedWorkload as rule } from '../../../../src/rules/diff/identity';
import { TARGET } from '../../check/judging';
import { updateBetween as bare } from '../updating';

const CANARY = deployment('cart', 'app: cart, track: stable') + deployment('cart-canary', 'app: cart, track: canary') + service('cart', 'app: cart');
const GONE = removed('Deployment', 'cart-canary');

test('informs when a canary is removed whose pods a Service still selects', () => {
  expect(said(rule, GONE, CANARY)).toEqual([
    'info Deployment cart-canary: Deployment cart-canary is no longer in the manifests, but Service cart still selects its pods. '
    + 'Unless they are applied with pruning, the pods keep serving beside Deployment cart, in their current version. '
    + 'Apply with pruning, or run kubectl delete deployment cart-canary --namespace shop after the release.',
  ]);
});

test('a StatefulSet keeps serving as well', () => {
  expect(messagesOn(rule, removed('StatefulSet', 'cart-2'), CANARY + deployment('cart-2', 'app: cart', { kind: 'StatefulSet' }))).toHaveLength(1);
});

test.each([
  ['no Service selects it', '\n---\nkind: Service\nmetadata: { name: cart }\nspec: { selector: { track: stable } }\n', CANARY],
  ['the Service is removed as well', removed('Service', 'cart'), CANARY],
  ['no Service selects it', '', deployment('cart-canary', 'app: cart')],
  ['it has no pods', '', CANARY.replace(/replicas: 3\n {2}selector: { matchLabels: { app: cart, track: canary/, 'replicas: 0\n  selector: { matchLabels: { app: cart, track: canary')],
])('passes when %s', (_, change, before) => {
  expect(messagesOn(rule, GONE + change, before)).toEqual([]);
  expect(appliesTo(rule, GONE + change, before)).toBe(true);
});

test('does not apply where another workload replaces it', () => {
  expect(appliesTo(rule, GONE + deployment('cart-next', 'app: cart, track: canary'), CANARY)).toBe(false);
});

test('leaves the namespace out where the manifest does not state it', () => {
  const [violation] = rule.judge(bare(CANARY, CANARY.replace(/---\n(?:(?!---)[^])*name: cart-canary(?:(?!---)[^])*/, '')), TARGET).flatMap(({ violations }) => violations);
  expect(violation.fix).toBe('Apply with pruning, or run kubectl delete deployment cart-canary after the release.');
});
