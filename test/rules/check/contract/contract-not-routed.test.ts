import { contractNotRouted as rule } from '../../../../src/rules/check/contract';
import { contract } from '../../diff/contract/contract-manifests';
import { document, httpRoute, ingress, versions } from '../../diff/routing/route-manifests';
import { manifestsIn, TARGET } from '../judging';

const judged = (yaml: string) => rule.judge(manifestsIn(yaml), TARGET);
const said = (yaml: string) => judged(yaml).flatMap(({ violations }) => violations).map(({ severity = 'error', message }) => `${severity}: ${message}`);
const ROUTE = versions(['/v1: orders-v1', '/v2: orders-v2'], { says: { v1: 'current', v2: 'current' } });
const V1 = { version: 'v1' };
const rewriting = (filter: string) => httpRoute(['api.example.com'], `{ matches: [{ path: { type: PathPrefix, value: /v1 } }], filters: [${filter}], backendRefs: [{ name: orders-v1, port: 80 }] }`, { name: 'orders' });
const PREFIX = '{ type: URLRewrite, urlRewrite: { path: { type: ReplacePrefixMatch, replacePrefixMatch: / } } }';

test('fails when no match of the version covers the path of the server', () => {
  expect(said(ROUTE + contract(['GET /orders', 'POST /orders', 'GET /a', 'GET /b'], { ...V1, server: 'https://api.example.com/api/v1' }))).toEqual([
    'error: The contract has GET /orders, POST /orders, GET /a and 1 more, and no rule of HTTPRoute orders for v1 matches: clients that call it according to the contract get 404 from the router.',
  ]);
});

test.each([
  ['only the rule of another version matches', ROUTE + contract(['GET /v2/orders'], { ...V1, server: '/' })],
  ['the rule is for another method', httpRoute([], '{ matches: [{ path: { value: /a }, method: GET }], backendRefs: [{ name: orders, port: 80 }] }', { name: 'orders' }) + contract(['POST /a'], { server: '/' })],
  ['the rule is for exactly another path', httpRoute([], '{ matches: [{ path: { type: Exact, value: /a } }], backendRefs: [{ name: orders, port: 80 }] }', { name: 'orders' }) + contract(['GET /a/b'], { server: '/' })],
  ['an Ingress does not match', ingress(['api.example.com/v1'], { name: 'orders' }) + contract(['GET /orders'], { of: 'Ingress/orders', server: '/v2' })],
  ['/v10 is not below /v1', ROUTE + contract(['GET /orders'], { ...V1, server: '/v10' })],
])('fails when %s', (_, yaml) => {
  expect(said(yaml)).toEqual([expect.stringMatching(/^error: /)]);
});

test('warns if the contract does not name its server', () => {
  expect(said(ROUTE + contract(['GET /orders'], V1))).toEqual([expect.stringMatching(/^warning: /)]);
});

test.each([
  ['the server has the path of the rule', ROUTE + contract(['GET /orders/{id}'], { ...V1, server: '/v1' })],
  ['the paths contain the prefix', ROUTE + contract(['GET /v1/orders'], V1)],
  ['a rule does not name a version', versions(['/v1: orders-v1', ': orders-v1'], { says: { v1: 'current' }, byDefault: 'v1' }) + contract(['GET /orders'], V1)],
  ['the paths are those of the pods, behind a rewrite', rewriting(PREFIX) + contract(['GET /orders'])],
  ['a parameter may be what the match names', httpRoute([], '{ matches: [{ path: { type: Exact, value: /orders/mine } }], backendRefs: [{ name: orders, port: 80 }] }', { name: 'orders' }) + contract(['GET /orders/{id}'], { server: '/' })],
  ['another route of the host leads there', ROUTE + httpRoute(['api.example.com'], '{ matches: [{ path: { value: /orders } }], backendRefs: [{ name: orders-v1, port: 80 }] }', { name: 'more' }) + contract(['GET /orders'], { ...V1, server: '/' })],
  ['an Ingress leaves the path to its controller', ingress(['~api.example.com/v1(/|$)(.*)'], { name: 'orders' }) + contract(['GET /orders'], { of: 'Ingress/orders', server: '/' })],
  ['an annotation rewrites paths', ingress(['api.example.com/v1'], { name: 'orders', annotations: 'nginx.ingress.kubernetes.io/rewrite-target: /' }) + contract(['GET /orders'], { of: 'Ingress/orders', server: '/' })],
  ['all requests get one path', rewriting('{ type: URLRewrite, urlRewrite: { path: { type: ReplaceFullPath, replaceFullPath: /rpc } } }') + contract(['GET /orders'], { server: '/' })],
])('passes when %s', (_, yaml) => {
  expect(said(yaml)).toEqual([]);
  expect(judged(yaml)).toHaveLength(1);
});

test.each([
  ['a Service is called', contract(['GET /orders'], { of: 'Service/orders', server: '/v9' })],
  ['the route is not in the manifests', contract(['GET /orders'], { server: '/v9' })],
  ['the server has variables', ROUTE + contract(['GET /orders'], { ...V1, server: '/{base}' })],
  ['the server is relative to the document', ROUTE + contract(['GET /orders'], { ...V1, server: 'v9' })],
  ['an HTTPProxy includes another', document(`apiVersion: projectcontour.io/v1
kind: HTTPProxy
metadata: { name: orders, namespace: shop }
spec: { virtualhost: { fqdn: api.example.com }, includes: [{ name: others, conditions: [{ prefix: /v1 }] }], routes: [{ conditions: [{ prefix: /a }], services: [{ name: orders, port: 80 }] }] }`) + contract(['GET /orders'], { of: 'HTTPProxy/orders', server: '/v1' })],
])('does not apply when %s', (_, yaml) => {
  expect(judged(yaml)).toEqual([]);
});

test('reads from the Middleware of Traefik which prefix it strips', () => {
  const route = (middleware: string) => document(`apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata: { name: orders, namespace: shop }
spec: { routes: [{ match: "Host(\`api.example.com\`) && PathPrefix(\`/v1\`)", kind: Rule, middlewares: [{ name: ${middleware} }], services: [{ name: orders, port: 80 }] }] }`);
  const strip = document('apiVersion: traefik.io/v1alpha1\nkind: Middleware\nmetadata: { name: strip, namespace: shop }\nspec: { stripPrefix: { prefixes: [/v1] } }');
  const of = { of: 'IngressRoute/orders', server: '/' };
  expect(said(route('strip') + strip + contract(['GET /orders'], of))).toEqual([]);
  expect(said(route('unknown') + contract(['GET /orders'], of))).toEqual([]);
});
