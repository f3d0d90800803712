import { app, document, found, NOTHING } from './route-manifests';
import { routeBackendSwitched, routeRemoved } from '../../../../src/rules/diff/routing';

interface Proxy {
  readonly host?: string;
  readonly includes?: string;
  readonly routes?: string;
}

function proxy(name: string, { host, includes = '', routes = '' }: Proxy): string {
  return document(`apiVersion: projectcontour.io/items
kind: HTTPProxy
metadata: { name: ${name}, namespace: shop }
spec: { ${host === undefined ? '' : `virtualhost: { fqdn: ${host} }, `}includes: [${includes}], routes: [${routes}] }`);
}

const to = (service: string, conditions = ''): string => `{ conditions: [${conditions}], services: [{ name: ${service}, port: 80 }] }`;
const include = (name: string, conditions = `{ prefix: /${name} }`): string => `{ name: ${name}, conditions: [${conditions}] }`;
const root = (includes: string, routes = ''): string => proxy('root', { host: 'shop.example.com', includes, routes });
const CART = proxy('cart', { routes: to('cart', '{ prefix: /items }') });
const messages = (before: string, after: string): string[] => found(routeRemoved, before, after).map(({ message }) => message);

test('fails when an include is removed, on the HTTPProxy that had it', () => {
  expect(found(routeRemoved, root(include('cart'), to('web', '{ prefix: /home }')) + CART, root('', to('web', '{ prefix: /home }')) + CART)).toEqual([expect.objectContaining({
    on: 'root',
    path: ['spec', 'includes'],
    message: 'No rule routes shop.example.com/cart/items after this release: clients that call it get 404 as soon as it is applied.',
    recipe: 'Release this change, but leave HTTPProxy root as it is now.',
  })]);
});

test('fails when the included proxy is removed: Contour responds with 502, despite a wider rule', () => {
  const all = root(include('cart'), to('web', '{ prefix: / }'));
  expect(found(routeRemoved, all + CART, all)).toEqual([expect.objectContaining({
    on: 'cart',
    message: 'No rule routes shop.example.com/cart/items after this release: clients that call it get 502 as soon as it is applied.',
    recipe: 'Release this change, but keep HTTPProxy cart.',
  })]);
});

test('without a condition on the include, Contour has no response of its own', () => {
  const all = root('{ name: cart }', to('web', '{ prefix: /home }'));
  const message = 'No rule routes shop.example.com/items after this release: clients that call it get 404 as soon as it is applied.';
  expect(messages(all + CART, all)).toEqual([message]);
  expect(messages(all + CART, root('', to('web', '{ prefix: /home }')))).toEqual([message]);
});

test('fails when the included proxy gets its own virtualhost', () => {
  const after = root(include('cart')) + proxy('cart', { host: 'cart.example.com', routes: to('cart', '{ prefix: /items }') });
  expect(messages(root(include('cart')) + CART, after)).toEqual(['No rule routes shop.example.com/cart/items after this release: clients that call it get 502 as soon as it is applied.']);
});

test('fails when the root is removed, and keeps all proxies on the way to the included one', () => {
  const others = proxy('team', { includes: include('cart') });
  const [violation] = found(routeRemoved, root(include('team')) + others + CART + app('cart'), others + CART + app('cart'));
  expect(violation).toMatchObject({ on: 'root', message: expect.stringContaining('shop.example.com/team/cart/items') });
  expect(violation.recipe).toBe('Release this change, but keep HTTPProxy root.');
});

test('fails when a prefix or a condition of an include changes', () => {
  expect(messages(root(include('cart')) + CART, root(include('cart', '{ prefix: /basket }')) + CART)).toEqual([expect.stringContaining('shop.example.com/cart/items')]);
  expect(messages(root(include('cart')) + CART, root(include('cart', '{ prefix: /cart }, { header: { name: beta, present: true } }')) + CART)).toHaveLength(1);
});

test('fails when an included HTTPProxy loses a route', () => {
  const both = proxy('cart', { routes: `${to('cart', '{ prefix: /items }')}, ${to('cart', '{ prefix: /orders }')}` });
  expect(found(routeRemoved, root(include('cart')) + both, root(include('cart')) + CART)).toEqual([expect.objectContaining({
    on: 'cart', message: expect.stringContaining('shop.example.com/cart/orders'), recipe: 'Release this change, but leave HTTPProxy cart as it is now.',
  })]);
});

test('fails when the root loses a route, although it includes others', () => {
  expect(messages(root(include('cart'), to('web', '{ prefix: /home }')) + CART, root(include('cart')) + CART)).toEqual([expect.stringContaining('shop.example.com/home')]);
});

test.each([
  ['a route moves into what is included', root('', to('cart', '{ prefix: /cart/items }')) + CART, root(include('cart')) + CART],
  ['a route moves to the root', root(include('cart')) + CART, root('', to('cart', '{ prefix: /cart/items }'))],
  ['a condition moves to the include', root(include('cart')) + proxy('cart', { routes: to('cart', '{ prefix: /items }, { header: { name: a, present: true } }') }),
    root(include('cart', '{ prefix: /cart }, { header: { name: a, present: true } }')) + CART],
  ['what is included has another name', root(include('cart')) + CART, root(include('basket', '{ prefix: /cart }')) + CART.replace('name: cart,', 'name: basket,')],
  ['a route moves into what is not here, and may be elsewhere', root('', to('cart', '{ prefix: /cart/items }')), root(include('cart'))],
  ['the removed proxy was not included', root(include('cart')) + CART + proxy('old', { routes: to('cart', '{ prefix: /old }') }), root(include('cart')) + CART],
  ['the removed proxy is included by one that is not in the manifests', CART + NOTHING, NOTHING],
  ['an include is added', root(include('cart')) + CART, root(`${include('cart')}, ${include('cart', '{ prefix: /basket }')}`) + CART],
])('passes where %s', (_, before, after) => {
  expect(messages(before, after)).toEqual([]);
});

test('an include that moves a route to pods of the same release switches too early', () => {
  const before = root('', to('web', '{ prefix: /cart/items }')) + app('web') + CART;
  const [violation, ...others] = found(routeBackendSwitched, before, root(include('cart')) + app('web') + CART + app('cart'));
  expect(others).toEqual([]);
  expect(violation).toMatchObject({ on: 'cart', message: expect.stringContaining('move from Service web to cart') });
  expect(violation.recipe).toContain('leave HTTPProxy root as it is now');
});
