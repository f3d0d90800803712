import { contract } from './contract-manifests';
import { contractAddedWithItsClient as rule } from '../../../../src/rules/diff/contract';
import { app, deployment, found, service, versions } from '../routing/route-manifests';

const client = (consumes: string, image = 'shop', name = 'shop') => deployment(name, 3, image)
  .replace(`metadata: { name: ${name},`, `metadata: { annotations: { cdk8s-zero-downtime/consumes: "${consumes}" }, name: ${name},`);
const OLD = contract(['GET /a'], { of: 'Service/orders' });
const NEW = contract(['GET /a', 'GET /b', 'POST /b'], { of: 'Service/orders' });
const said = (before: string, after: string) => found(rule, before, after);

test('warns when an operation is added in the release in which its client restarts, and releases the API first', () => {
  expect(said(app('orders') + OLD + client('orders'), app('orders', 3, 'next') + NEW + client('orders', 'next'))).toEqual([expect.objectContaining({
    message: 'GET /b and POST /b of orders are new, and Deployment shop, which calls this API, restarts in the same release: until the rollout of Deployment orders is complete, old pods respond with 404.',
    fix: 'Release the API first, and Deployment shop when the rollout of Deployment orders is complete.',
    recipe: 'Release 1: this change, but leave Deployment shop as it is now. When the rollout of Deployment orders is complete, release 2: the rest of this change.',
  })]);
});

test('warns about a new client, and leaves it out of the first release', () => {
  expect(said(app('orders') + OLD, app('orders', 3, 'next') + NEW + client('orders'))).toEqual([
    expect.objectContaining({ recipe: expect.stringContaining('without Deployment shop') }),
  ]);
});

test('keeps removed objects that the client needs', () => {
  const config = '---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: shop }\n';
  const reading = client('orders').replace('image: "shop:1"', 'image: "shop:1", envFrom: [{ configMapRef: { name: settings } }]');
  expect(said(app('orders') + OLD + config + reading, app('orders', 3, 'next') + NEW + client('orders', 'next'))[0].recipe).toContain('keep ConfigMap settings');
});

test('warns about a client of the version with the operation', () => {
  const route = versions(['/v1: orders-v1', '/v2: orders'], { says: { v1: 'current', v2: 'current' } });
  const of = { version: 'v2' };
  const before = route + app('orders') + app('orders-v1') + contract(['GET /a'], of);
  const after = route + app('orders', 3, 'next') + app('orders-v1') + contract(['GET /a', 'GET /b'], of);
  expect(said(before + client('shop/orders@v2'), after + client('shop/orders@v2', 'next'))).toHaveLength(1);
  expect(said(before + client('orders@v1'), after + client('orders@v1', 'next'))).toEqual([]);
});

test.each([
  ['the client does not restart', app('orders', 3, 'next') + NEW + client('orders')],
  ['the pods of the API do not restart', app('orders') + NEW + client('orders', 'next')],
  ['another API is called', app('orders', 3, 'next') + NEW + client('carts, other/orders', 'next')],
  ['no operation is added', app('orders', 3, 'next') + contract(['GET /a: item'], { of: 'Service/orders' }) + client('orders', 'next')],
])('passes when %s', (_, after) => {
  expect(said(app('orders') + OLD + client(after.includes('carts') ? 'carts, other/orders' : 'orders'), after)).toEqual([]);
});

test('passes when only the name of a parameter changes', () => {
  const [before, after] = ['GET /a/{id}', 'GET /a/{name}'].map(operation => contract([operation], { of: 'Service/orders' }));
  expect(said(app('orders') + before + client('orders'), app('orders', 3, 'next') + after + client('orders', 'next'))).toEqual([]);
});

test('passes when the API calls itself', () => {
  const own = (image: string) => client('orders', image, 'orders') + service('orders');
  expect(said(own('one') + OLD, own('two') + NEW)).toEqual([]);
});
