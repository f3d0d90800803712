import { routeWithoutBackend as rule } from '../../../../src/rules/check/routing';
import { messagesOn } from '../judging';

const gateway = (kind: string, spec: string) => `apiVersion: gateway.networking.k8s.io/v1\nkind: ${kind}\nmetadata: { name: web }\nspec: { parentRefs: [{ name: public }], rules: [${spec}] }\n`;

test.each([
  ['one backend', gateway('HTTPRoute', '{ backendRefs: [{ name: web, port: 80, weight: 0 }] }'), 'The only backend of the rule has weight 0: every request that it matches gets status 500 or 503.'],
  ['two backends', gateway('GRPCRoute', '{ backendRefs: [{ name: web, port: 80, weight: 0 }, { name: old, port: 80, weight: 0 }] }'), 'All 2 backends of the rule have weight 0: every request that it matches gets status 500 or 503.'],
  ['no backend', gateway('HTTPRoute', '{ matches: [{ path: { value: /a } }] }'), 'The rule has no backend and no redirect: every request that it matches gets status 500 or 404.'],
  ['a VirtualService', 'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: web }\nspec: { hosts: [web], http: [{ route: [{ destination: { host: web }, weight: 0 }] }] }\n', expect.stringContaining('The only backend')],
])('fails when %s gets no requests', (_, change, message) => {
  expect(messagesOn(rule, change)).toEqual([message]);
});

test.each([
  ['a weight greater than 0', gateway('HTTPRoute', '{ backendRefs: [{ name: web, port: 80, weight: 0 }, { name: old, port: 80 }] }')],
  ['another kind of backend', gateway('HTTPRoute', '{ backendRefs: [{ name: web, port: 80, weight: 0 }, { name: b, kind: Bucket, group: x.io }] }')],
  ['a redirect', gateway('HTTPRoute', '{ filters: [{ type: RequestRedirect }] }')],
  ['a VirtualService that redirects', 'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: web }\nspec: { hosts: [web], http: [{ redirect: { uri: /a } }] }\n'],
  ['a TCPRoute without a backend, which its controller refuses', gateway('TCPRoute', '{}')],
])('passes %s', (_, change) => {
  expect(messagesOn(rule, change)).toEqual([]);
});

test('a rewrite alone does not answer requests', () => {
  expect(messagesOn(rule, gateway('HTTPRoute', '{ filters: [{ type: URLRewrite }] }'))).toHaveLength(1);
});

test('a rule with two matches is one finding', () => {
  const proxies = `apiVersion: projectcontour.io/v1
kind: HTTPProxy
metadata: { name: root }
spec: { virtualhost: { fqdn: shop.example.com }, includes: [{ name: cart, conditions: [{ prefix: /a }] }, { name: cart, conditions: [{ prefix: /b }] }] }
---
apiVersion: projectcontour.io/v1
kind: HTTPProxy
metadata: { name: cart }
spec: { routes: [{ services: [{ name: web, port: 80, weight: 0 }] }] }
`;
  expect(messagesOn(rule, proxies)).toHaveLength(1);
});
