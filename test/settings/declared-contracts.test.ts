import { parseManifests } from '../../src/manifests';
import { SettingsAt, withDeclaredContracts } from '../../src/settings';
import { openApi, reading, Texts } from '../contracts/files';

const ROUTE = 'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: orders, namespace: shop }\n';
const CONTRACT = 'cdk8s-zero-downtime/contract';
const FILES = { 'api/v1.yaml': openApi({ $ref: 'order.yaml' }), 'api/order.yaml': 'type: object', 'schema.graphql': 'type Query { a: ID }' };

function at(settings: string, files: Texts = FILES): SettingsAt {
  return { settings: '.zero-downtime.yaml', read: reading({ ...files, '.zero-downtime.yaml': settings }), nameOf: path => `git:main:${path}` };
}

const declaredBy = (settings: string, manifests: string = ROUTE, files: Texts = FILES) => withDeclaredContracts(parseManifests('dist/app.yaml', manifests), at(settings, files));

test('a contract that settings name is what the construct would have recorded', () => {
  const { declared, objects, problems } = declaredBy('contracts: [{ version: v1, route: orders, openApi: api/v1.yaml }]');
  expect(problems).toEqual([]);
  expect(objects).toHaveLength(1);
  expect(declared).toHaveLength(1);
  const [{ json, ...object }] = declared!;
  const annotations = { [CONTRACT]: 'openapi', [`${CONTRACT}-of`]: 'HTTPRoute/orders', [`${CONTRACT}-version`]: 'v1' };
  expect(object).toMatchObject({ kind: 'ConfigMap', namespace: 'shop', name: 'orders-v1-contract', annotations, file: 'git:main:api/v1.yaml' });
  expect(object.lineOf(['data'])).toBe(1);
  expect(json.metadata).toEqual({ name: 'orders-v1-contract', namespace: 'shop', annotations });
  expect(JSON.parse((json.data as any)['openapi.json']).components.schemas).toEqual({ order: { type: 'object' } });
});

test.each<[string, string, string | undefined]>([
  ['{ service: web, graphql: schema.graphql }', 'Service/web', undefined],
  ['{ service: web, namespace: other, graphql: schema.graphql }', 'Service/web', 'other'],
  ['{ route: Ingress/orders, graphql: schema.graphql }', 'Ingress/orders', undefined],
  ['{ route: unknown, graphql: schema.graphql }', 'HTTPRoute/unknown', undefined],
  ['{ route: orders, graphql: schema.graphql }', 'HTTPRoute/orders', 'shop'],
])('%s is a contract of %s', (entry, called, namespace) => {
  const [object] = declaredBy(`contracts: [${entry}]`).declared!;
  expect(object.annotations[`${CONTRACT}-of`]).toBe(called);
  expect(object.annotations[`${CONTRACT}-version`]).toBeUndefined();
  expect(object.namespace).toBe(namespace);
});

test('a route may be an Ingress', () => {
  const [object] = declaredBy('contracts: [{ route: orders, graphql: schema.graphql }]', 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: orders }\n').declared!;
  expect(object.annotations[`${CONTRACT}-of`]).toBe('Ingress/orders');
});

test('without settings, or with settings that do not name a contract, there is no contract', () => {
  const manifests = parseManifests('dist/app.yaml', ROUTE);
  expect(withDeclaredContracts(manifests, undefined)).toBe(manifests);
  expect(withDeclaredContracts(manifests, { ...at(''), settings: 'none.yaml' })).toBe(manifests);
  expect(declaredBy('platform: eks').declared).toEqual([]);
});

test.each([
  ['no list', 'contracts: orders', 1, 'contracts is "orders". Allowed: a list'],
  ['not a mapping', 'contracts:\n- orders', 2, 'contracts[0] is "orders". Allowed: a mapping'],
  ['an unknown key', 'contracts:\n- route: orders\n  openapi: api/v1.yaml', 3, 'contracts[0].openapi is not a setting: did you mean openApi?'],
  ['a route and a service', 'contracts: [{ route: orders, service: orders, openApi: api/v1.yaml }]', 1, 'has several of route and service'],
  ['no document', 'contracts: [{ route: orders }]', 1, 'has none of openApi, graphql and protobuf'],
  ['a number as the version', 'contracts: [{ route: orders, version: 1, openApi: api/v1.yaml }]', 1, 'version is 1. Allowed: a version in letters and digits'],
])('fails when contracts has %s', (_, settings, line, message) => {
  expect(declaredBy(settings).problems).toEqual(expect.arrayContaining([
    expect.objectContaining({ level: 'error', file: 'git:main:.zero-downtime.yaml', line, message: expect.stringContaining(message) }),
  ]));
});

test('fails when a contract cannot be recorded, and says where', () => {
  const { problems, declared } = declaredBy('contracts: [{ route: orders, openApi: api/v1.yaml }]', ROUTE, { 'api/v1.yaml': openApi({ $ref: 'none.yaml' }) });
  expect(declared).toEqual([]);
  expect(problems).toEqual([expect.objectContaining({
    level: 'error', file: 'git:main:api/v1.yaml', line: 1, message: expect.stringMatching(/^This contract refers to "api\/none.yaml", which cannot be read: there is no such file\. Allowed: .* Remedy: /),
  })]);
});
