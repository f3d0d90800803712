import { appliesTo, deployment, errorsOnTheWay, messagesOn, removed, said, service } from './steps';
import { workloadKindChanged as rule, workloadRenamed, workloadRemoved } from '../../../../src/rules/diff/identity';

const CART = deployment('cart', 'app: cart') + service('cart', 'app: cart');
const GONE = removed('Deployment', 'cart');

test('fails when a Deployment becomes a StatefulSet', () => {
  const change = GONE + deployment('cart', 'app: cart', { kind: 'StatefulSet' });
  expect(said(rule, change, CART)).toEqual([
    'error StatefulSet cart: Deployment cart becomes a StatefulSet, which is another object: the pods of the Deployment are deleted while those of the StatefulSet are still starting, '
    + 'and until they are ready Service cart has no pod to send to. Keep Deployment cart until the pods of the StatefulSet are ready. '
    + 'Release 1: this change, but keep Deployment cart. When the pods of the StatefulSet are ready, release 2: the rest of this change.',
  ]);
  expect(errorsOnTheWay(rule, change, CART)).toEqual([]);
  expect([...messagesOn(workloadRenamed, change, CART), ...messagesOn(workloadRemoved, change, CART)]).toEqual([]);
});

test.each(['StatefulSet', 'DaemonSet'])('fails when it becomes a %s, and vice versa', kind => {
  expect(messagesOn(rule, GONE + deployment('cart', 'app: cart', { kind, spec: 'minReadySeconds: 1' }), CART)).toHaveLength(1);
  expect(messagesOn(rule, removed(kind, 'cart') + deployment('cart', 'app: cart'), deployment('cart', 'app: cart', { kind }))).toHaveLength(1);
});

test('warns for pods without requests', () => {
  expect(said(rule, GONE + deployment('cart', 'app: cart', { kind: 'StatefulSet' }), deployment('cart', 'app: cart'))[0])
    .toMatch(/^warning StatefulSet cart: .* and until they are ready no pod does its work\. Keep/);
});

test('suggests keeping the kind of a workload with volumes', () => {
  const stateful = deployment('cart', 'app: cart', { kind: 'StatefulSet', spec: 'volumeClaimTemplates: [{ metadata: { name: data } }]' });
  expect(said(rule, removed('StatefulSet', 'cart') + deployment('cart', 'app: cart'), stateful)[0])
    .toMatch(/Set kind to StatefulSet again: its volumes belong to its name, and pods of another name get new, empty ones\.$/);
});

test('keeps the Deployment whose template a Rollout uses', () => {
  const rollout = (name: string) => `
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: cart }
spec: { replicas: 3, workloadRef: { apiVersion: apps/v1, kind: Deployment, name: ${name} } }
`;
  expect(said(rule, GONE + rollout('cart'), CART)[0])
    .toMatch(/Keep Deployment cart: Rollout cart takes its pod template from there\. Release this change, but keep Deployment cart\.$/);
  expect(errorsOnTheWay(rule, GONE + rollout('cart'), CART)).toEqual([]);
  expect(said(rule, GONE + rollout('other'), CART)[0]).toContain('Release 1');
});

const POD = (name = 'cart', more = '') => `
---
apiVersion: v1
kind: Pod
metadata: { name: ${name}, labels: { app: cart }${more} }
spec: { containers: [{ name: main, image: 'registry.example.com/cart:1.5.0' }], volumes: [{ name: data, configMap: { name: cart } }] }
`;

test('fails when a Deployment replaces a Pod without a controller', () => {
  const before = POD() + service('cart', 'app: cart');
  const change = removed('Pod', 'cart') + deployment('cart-web', 'app: cart');
  expect(said(rule, change, before)).toEqual([
    'error Deployment cart-web: Pod cart is deleted while the pods of Deployment cart-web are still starting: until they are ready Service cart has no pod to send to. '
    + 'Keep Pod cart until the pods of the Deployment are ready. '
    + 'Release 1: this change, but keep Pod cart. When the pods of the Deployment are ready, release 2: the rest of this change.',
  ]);
  expect(errorsOnTheWay(rule, change, before)).toEqual([]);
});

test('keeps the objects that a Pod uses, and all Pods of its Service', () => {
  const config = '\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: cart }\ndata: { a: b }\n';
  const before = POD() + POD('cart-2') + service('cart', 'app: cart') + config;
  const change = removed('Pod', 'cart') + removed('Pod', 'cart-2') + removed('ConfigMap', 'cart') + deployment('cart', 'app: cart');
  expect(said(rule, change, before)[0]).toMatch(/Pod cart and Pod cart-2 are deleted .* Release 1: this change, but keep Pod cart, keep ConfigMap cart and keep Pod cart-2\./);
});

test('suggests a maintenance window where the volume of a Pod can be attached to only one node', () => {
  const claimed = (manifest: string) => manifest.replace(/volumes: .*\]/, 'volumes: [{ name: data, persistentVolumeClaim: { claimName: cart } }]');
  const next = deployment('cart', 'app: cart', { pod: 'volumes: [{ name: data, persistentVolumeClaim: { claimName: cart } }],' });
  expect(said(rule, removed('Pod', 'cart') + next, claimed(POD()) + service('cart', 'app: cart'))[0])
    .toMatch(/Schedule a maintenance window for this release: the volume of PersistentVolumeClaim cart can be attached to only one node at a time\.$/);
});

test.each([
  ['a Pod stays', POD() + POD('cart-2') + service('cart', 'app: cart'), removed('Pod', 'cart') + deployment('cart', 'app: cart')],
  ['its Service has pods of a Deployment already', POD() + CART, removed('Pod', 'cart') + deployment('cart-2', 'app: cart')],
  ['no Service sends to it', POD(), removed('Pod', 'cart') + deployment('cart', 'app: cart')],
  ['a hook of Helm makes it', POD('cart', ', annotations: { helm.sh/hook: post-install }') + service('cart', 'app: cart'),
    removed('Pod', 'cart') + deployment('cart', 'app: cart')],
  ['the Deployment has no pods yet', POD() + service('cart', 'app: cart'), removed('Pod', 'cart') + deployment('cart', 'app: cart', { spec: 'replicas: 0' })],
])('passes for a Pod where %s', (_, before, change) => {
  expect(messagesOn(rule, change, before)).toEqual([]);
});

test('passes when the other kind is added, or has another name', () => {
  expect(messagesOn(rule, deployment('cart', 'app: cart', { kind: 'StatefulSet' }), CART)).toEqual([]);
  expect(appliesTo(rule, deployment('cart', 'app: cart', { kind: 'StatefulSet' }), CART)).toBe(true);
  expect(messagesOn(rule, GONE + deployment('other', 'app: cart', { kind: 'StatefulSet' }), CART)).toEqual([]);
  expect(messagesOn(rule, GONE + deployment('cart', 'app: cart', { kind: 'StatefulSet' }), deployment('cart', 'app: cart', { spec: 'replicas: 0' }))).toEqual([]);
});

test('does not apply to kinds that keep no pods running', () => {
  expect(appliesTo(rule, GONE + '\n---\napiVersion: batch/v1\nkind: CronJob\nmetadata: { name: cart }\nspec: { schedule: "* * * * *" }\n', CART)).toBe(false);
});
