import { appliesTo, deployment, errorsOnTheWay, messagesOn, removed, said, service } from './steps';
import { serviceRenamed as rule } from '../../../../src/rules/diff/identity';

const CART = deployment('cart', 'app: cart');
const GONE = removed('Service', 'cart');

test('fails when another Service replaces a removed one', () => {
  const change = GONE + service('shop', 'app: cart');
  expect(said(rule, change, CART + service('cart', 'app: cart'))).toEqual([
    'error Service shop: Service cart is replaced by Service shop: this release removes its DNS name, and clients that still call it get no response. '
    + 'Keep Service cart beside it until clients use the new name. '
    + 'Release 1: this change, but keep Service cart. When clients use the new name, release 2: the rest of this change.',
  ]);
  expect(errorsOnTheWay(rule, change, CART + service('cart', 'app: cart'))).toEqual([]);
});

test.each([
  ['traefik', 'Release 1: this change, but keep Service cart and leave Ingress cart as it is now. When clients use the new name, release 2: the rest of this change.'],
  ['alb', 'Release this change, but keep Service cart and leave Ingress cart as it is now.'],
])('leaves a route of class %s on the old Service, like the rule about routes', (className, recipe) => {
  const ingress = (to: string) => `---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: cart }\nspec: { ingressClassName: ${className}, rules: [{ host: shop.example.com, `
    + `http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: ${to}, port: { number: 80 } } } }] } }] }\n`;
  const [first] = said(rule, GONE + service('shop', 'app: cart') + ingress('shop'), CART + service('cart', 'app: cart') + ingress('cart'));
  expect(first).toContain(recipe);
});

test('names the load balancer that is removed', () => {
  expect(messagesOn(rule, GONE + service('shop', 'app: cart'), CART + service('cart', 'app: cart', undefined, ', type: LoadBalancer'))[0])
    .toContain('release removes its DNS name and the address of its load balancer, and');
});

test('keeps a Deployment that is replaced in the same release', () => {
  const change = GONE + service('shop', 'app: shop') + removed('Deployment', 'cart') + deployment('shop', 'app: shop');
  expect(said(rule, change, CART + service('cart', 'app: cart'))[0]).toContain('Release 1: this change, but keep Service cart and keep Deployment cart.');
  expect(errorsOnTheWay(rule, change, CART + service('cart', 'app: cart'))).toEqual([]);
});

test.each([
  ['the same port of the nodes', '[{ port: 80, nodePort: 30080 }]', ''],
  ['the same address', '[{ port: 80 }]', ', clusterIP: 10.0.0.8'],
  ['the same load balancer address', '[{ port: 80 }]', ', type: LoadBalancer, loadBalancerIP: 1.2.3.4'],
])('suggests keeping the name where both ask for %s', (_, ports, more) => {
  expect(said(rule, GONE + service('shop', 'app: cart', ports, more), CART + service('cart', 'app: cart', ports, more))[0])
    .toMatch(/Set metadata\.name to cart again: both ask for the same address or node port, so they cannot exist side by side\.$/);
});

test('headless Services do not exclude each other', () => {
  expect(said(rule, GONE + service('shop', 'app: cart', '[{ port: 80 }]', ', clusterIP: None'), CART + service('cart', 'app: cart', '[{ port: 80 }]', ', clusterIP: None'))[0])
    .toContain('Release 1');
});

test('warns when its pods stay without another Service', () => {
  expect(said(rule, GONE, CART + service('cart', 'app: cart'))).toEqual([
    'warning Service cart: Service cart is removed, while its pods stay (Deployment cart): this release removes its DNS name, and clients that still call it get no response. '
    + 'Remove Service cart only when clients no longer call it.',
  ]);
  expect(messagesOn(rule, GONE, CART + service('cart', 'app: cart', undefined, ', type: LoadBalancer'))[0]).toContain('release removes its DNS name and the address of its load balancer, and');
});

test.each([
  ['another Service sent to its pods before', GONE, service('cart', 'app: cart') + service('other', 'app: cart')],
  ['it was there for metrics', removed('Service', 'cart-metrics'), service('cart-metrics', 'app: cart')],
  ['another one is added', service('shop', 'app: cart'), service('cart', 'app: cart')],
])('passes when %s', (_, change, more) => {
  expect(messagesOn(rule, change, CART + more)).toEqual([]);
  expect(appliesTo(rule, change, CART + more)).toBe(true);
});

test('a Service with other ports is not a replacement', () => {
  expect(said(rule, GONE + service('admin', 'app: cart', '[{ port: 9000, targetPort: 9000 }]'), CART + service('cart', 'app: cart'))[0]).toMatch(/^warning Service cart/);
  expect(said(rule, GONE, CART + service('cart', 'app: cart') + service('admin', 'app: cart', '[{ port: 9000, targetPort: 9000 }]'))[0]).toMatch(/^warning Service cart/);
});

test('does not apply where its pods are removed as well, or where it had none', () => {
  expect(appliesTo(rule, GONE + removed('Deployment', 'cart'), CART + service('cart', 'app: cart'))).toBe(false);
  expect(appliesTo(rule, GONE, service('cart', 'app: none'))).toBe(false);
});
