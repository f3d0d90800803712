import { appliesTo, deployment, messagesOn, removed, said, service } from './steps';
import { RULES } from '../../../../src/rules';
import { orphanedWorkload, workloadRemoved as rule } from '../../../../src/rules/diff/identity';
import { TARGET } from '../../check/judging';
import { updateBetween } from '../updating';

const CART = deployment('cart', 'app: cart') + service('cart', 'app: cart');
const GONE = removed('Deployment', 'cart');
const INGRESS = `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: front }
spec: { rules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }] } }] }
`;

test('warns when a Deployment is removed with its Service', () => {
  expect(said(rule, GONE + removed('Service', 'cart'), CART)).toEqual([
    'warning Deployment cart: Deployment cart is removed with Service cart, and nothing replaces it: clients that still call cart get no response. '
    + 'Remove Deployment cart only when clients no longer call it.',
  ]);
  expect(said(rule, GONE + removed('Service', 'cart') + removed('Ingress', 'front'), CART + INGRESS)).toEqual([
    'warning Deployment cart: Deployment cart is removed with Service cart, and nothing replaces it: clients that still call cart get no response. Ingress front leads there. '
    + 'Remove Deployment cart only when clients no longer call it, and its route in Ingress front one release earlier.',
  ]);
});

test('leaves a Service without pods to check, which reports it', () => {
  expect(RULES.map(({ id }) => id)).toContain('dangling-service');
  expect(messagesOn(rule, GONE, CART)).toEqual([]);
  expect(appliesTo(rule, GONE, CART)).toBe(true);
});

test('fails when a Service stays alone, which check cannot distinguish from one with pods elsewhere', () => {
  const [before, after] = [CART, service('cart', 'app: cart')];
  const [violation] = rule.judge(updateBetween(before, after), TARGET).flatMap(({ violations }) => violations);
  expect(violation).toEqual({
    path: ['metadata', 'name'],
    severity: 'error',
    message: 'Deployment cart is removed, but Service cart, which sends to its pods, stays: every request to it fails.',
    fix: 'Keep Deployment cart, or remove Service cart with it when clients no longer call it.',
  });
});

test.each([
  ['other pods stay behind its Service', GONE, CART + deployment('other', 'app: cart')],
  ['nothing sends to it', GONE, deployment('cart', 'app: cart')],
  ['only metrics are read', GONE + removed('Service', 'cart-metrics'), deployment('cart', 'app: cart') + service('cart-metrics', 'app: cart')],
  ['it has no pods', GONE + removed('Service', 'cart'), deployment('cart', 'app: cart', { spec: 'replicas: 0' }) + service('cart', 'app: cart')],
])('passes when %s', (_, change, before) => {
  expect(messagesOn(rule, change, before)).toEqual([]);
  expect(appliesTo(rule, change, before)).toBe(true);
});

test('does not apply where another workload replaces it, or its namespace is removed', () => {
  expect(appliesTo(rule, GONE + deployment('shop', 'app: cart'), CART)).toBe(false);
  const namespace = '\n---\napiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n';
  expect(appliesTo(rule, GONE + removed('Service', 'cart') + removed('Namespace', 'shop'), CART + namespace)).toBe(false);
});

test('does not apply where the same workload runs in another namespace', () => {
  const [old, other] = [CART, CART.replaceAll('{ name: cart }\nspec', '{ name: cart, namespace: store }\nspec')];
  const judged = (before: string, after: string) => rule.judge(updateBetween(before, after), TARGET);
  expect(judged(old.replaceAll('{ name: cart }\nspec', '{ name: cart, namespace: shop }\nspec') + other, other)).toEqual([]);
  const image = other.replace('/cart:', '/else:');
  expect(judged(old.replaceAll('{ name: cart }\nspec', '{ name: cart, namespace: shop }\nspec') + image, image)).toHaveLength(1);
});

test('findings of check and orphaned-workload are not repeated', () => {
  expect(messagesOn(orphanedWorkload, GONE + removed('Service', 'cart'), CART)).toEqual([]);
  expect(messagesOn(orphanedWorkload, GONE, CART)).toEqual([]);
});
