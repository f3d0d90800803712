import { appliesTo, deployment, errorsOnTheWay, messagesOn, removed, said, service } from './steps';
import { workloadKindChanged as rule, workloadRenamed, workloadRemoved } from '../../../../src/rules/diff/identity';

const CART = deployment('cart', 'app: cart') + service('cart', 'app: cart');
const GONE = removed('Deployment', 'cart');

test('fails when a Deployment becomes a StatefulSet', () => {
  const change = GONE + deployment('cart', 'app: cart', { kind: 'StatefulSet' });
  expect(said(rule, change, CART)).toEqual([
    'error StatefulSet cart: Deployment cart becomes a StatefulSet, which is another object: the pods of the Deployment are deleted while those of the StatefulSet still start, '
    + 'and until they are ready Service cart has no pod to send to. Keep Deployment cart until the pods of the StatefulSet are ready. '
    + 'Release 1: this change, but keep Deployment cart. When the pods of the StatefulSet are ready, release 2: the rest of this change.',
  ]);
  expect(errorsOnTheWay(rule, change, CART)).toEqual([]);
  expect([...messagesOn(workloadRenamed, change, CART), ...messagesOn(workloadRemoved, change, CART)]).toEqual([]);
});

test.each(['StatefulSet', 'DaemonSet'])('fails when it becomes a %s, and the other way round', kind => {
  expect(messagesOn(rule, GONE + deployment('cart', 'app: cart', { kind, spec: 'minReadySeconds: 1' }), CART)).toHaveLength(1);
  expect(messagesOn(rule, removed(kind, 'cart') + deployment('cart', 'app: cart'), deployment('cart', 'app: cart', { kind }))).toHaveLength(1);
});

test('warns where nobody calls it', () => {
  expect(said(rule, GONE + deployment('cart', 'app: cart', { kind: 'StatefulSet' }), deployment('cart', 'app: cart'))[0])
    .toMatch(/^warning StatefulSet cart: .* and until they are ready nobody does its work\. Keep/);
});

test('tells to keep the kind of what has volumes', () => {
  const stateful = deployment('cart', 'app: cart', { kind: 'StatefulSet', spec: 'volumeClaimTemplates: [{ metadata: { name: data } }]' });
  expect(said(rule, removed('StatefulSet', 'cart') + deployment('cart', 'app: cart'), stateful)[0])
    .toMatch(/Set kind to StatefulSet again: its volumes belong to its name, and pods of another name get new, empty ones\.$/);
});

test('keeps the Deployment that a Rollout has its template from', () => {
  const rollout = (name: string) => `
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: cart }
spec: { replicas: 3, workloadRef: { apiVersion: apps/v1, kind: Deployment, name: ${name} } }
`;
  expect(said(rule, GONE + rollout('cart'), CART)[0])
    .toMatch(/Keep Deployment cart: Rollout cart has its pod template from there\. Release this change, but keep Deployment cart\.$/);
  expect(errorsOnTheWay(rule, GONE + rollout('cart'), CART)).toEqual([]);
  expect(said(rule, GONE + rollout('other'), CART)[0]).toContain('Release 1');
});

test('passes when the other kind is added, or has another name', () => {
  expect(messagesOn(rule, deployment('cart', 'app: cart', { kind: 'StatefulSet' }), CART)).toEqual([]);
  expect(appliesTo(rule, deployment('cart', 'app: cart', { kind: 'StatefulSet' }), CART)).toBe(true);
  expect(messagesOn(rule, GONE + deployment('other', 'app: cart', { kind: 'StatefulSet' }), CART)).toEqual([]);
  expect(messagesOn(rule, GONE + deployment('cart', 'app: cart', { kind: 'StatefulSet' }), deployment('cart', 'app: cart', { spec: 'replicas: 0' }))).toEqual([]);
});

test('does not apply to what keeps no pods running', () => {
  expect(appliesTo(rule, GONE + '\n---\napiVersion: batch/v1\nkind: CronJob\nmetadata: { name: cart }\nspec: { schedule: "* * * * *" }\n', CART)).toBe(false);
});
