import { routeListenerNotFound as rule } from '../../../../src/rules/check/routing';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const LISTENERS = "[{ name: https, port: 443, hostname: '*.example.com' }, { name: admin, port: 8443, hostname: admin.example.com }]";
const route = (parent: string, hosts = '[shop.example.com]', listeners = LISTENERS) => `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: public }
spec: { gatewayClassName: contour, listeners: ${listeners} }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec: { parentRefs: [${parent}], hostnames: ${hosts}, rules: [{ backendRefs: [{ name: web, port: 80 }] }] }
`;

test('fails when the Gateway has no listener of this name, and proposes a similar one', () => {
  const [{ path, message, edits }] = verdictsOn(rule, route('{ name: public, sectionName: htps }'))[0].violations;
  expect(path).toEqual(['spec', 'parentRefs', 0, 'sectionName']);
  expect(message).toBe('Gateway public has no listener htps, only https and admin: the route is not accepted, and every request to its hosts fails.');
  expect(edits).toEqual([{ path, value: 'https' }]);
  expect(verdictsOn(rule, route('{ name: public, sectionName: whatever }'))[0].violations[0].edits).toBeUndefined();
});

test('proposes the only existing listener', () => {
  const only = route('{ name: public, sectionName: whatever }', '[]', '[{ name: web, port: 80 }]');
  expect(verdictsOn(rule, only)[0].violations[0].edits?.[0].value).toBe('web');
});

test.each([
  ['a port that no listener has', '{ name: public, port: 80 }', '[shop.example.com]', 'Gateway public has no listener on port 80: the route is not accepted, and every request to it fails.'],
  ['a port that this listener does not have', '{ name: public, sectionName: https, port: 8443 }', '[shop.example.com]', 'Gateway public has no listener on port 8443 called https: the route is not accepted, and every request to it fails.'],
  ['a host that no listener covers', '{ name: public }', '[shop.example.net]', 'No listener of Gateway public (*.example.com, admin.example.com) covers host shop.example.net: the route is not accepted, and every request to it fails.'],
  ['a host that this listener does not cover', '{ name: public, sectionName: admin }', '[shop.example.com]', 'No listener of Gateway public (admin.example.com) covers host shop.example.com: the route is not accepted, and every request to it fails.'],
  ['hosts none of which is covered', '{ name: public }', '[a.example.net, example.com]', 'No listener of Gateway public (*.example.com, admin.example.com) covers one of the hosts: the route is not accepted, and every request to it fails.'],
])('fails when the route names %s', (_, parent, hosts, message) => {
  expect(messagesOn(rule, route(parent, hosts))).toEqual([message]);
});

test.each([
  ['a wildcard', '{ name: public }', '[shop.example.com]'],
  ['the same host', '{ name: public, sectionName: admin }', '[Admin.example.com]'],
  ['a wider host of the route', '{ name: public, sectionName: admin }', "['*.example.com']"],
  ['no host', '{ name: public, sectionName: admin }', '[]'],
  ['one covered host of two', '{ name: public }', '[shop.example.com, shop.example.net]'],
  ['a port', '{ name: public, port: 443 }', '[shop.example.com]'],
])('passes %s', (_, parent, hosts) => {
  expect(messagesOn(rule, route(parent, hosts))).toEqual([]);
});

test('passes a listener without a hostname, and a Gateway without listeners', () => {
  expect(messagesOn(rule, route('{ name: public }', '[a.example.net]', '[{ name: web, port: 80 }]'))).toEqual([]);
  expect(messagesOn(rule, route('{ name: public, sectionName: x }', '[a.example.net]', '[]'))).toEqual([]);
});

test('does not apply to a Gateway that is not in the manifests, nor to a parent of another kind', () => {
  expect(appliesTo(rule, route('{ name: other, sectionName: x }'))).toBe(false);
  expect(appliesTo(rule, route('{ name: public, namespace: other, sectionName: x }'))).toBe(false);
  expect(appliesTo(rule, route('{ name: public, kind: Service, sectionName: x }'))).toBe(false);
});

describe('namespaces', () => {
  const across = (allowed: string, labels?: string) => `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: public, namespace: edge }
spec: { gatewayClassName: contour, listeners: [{ name: https, port: 443${allowed} }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web, namespace: shop }
spec: { parentRefs: [{ name: public, namespace: edge }], rules: [{ backendRefs: [{ name: web, port: 80 }] }] }
${labels === undefined ? '' : `---\napiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { ${labels} } }\n`}`;
  const from = (words: string) => `, allowedRoutes: { namespaces: { ${words} } }`;
  const GATEWAYS = from('from: Selector, selector: { matchLabels: { gateway: public } }');

  test.each([
    ['not set', '', undefined],
    ['Same', from('from: Same'), undefined],
    ['a selector that does not match the namespace', GATEWAYS, 'team: shop'],
  ])('fails when allowedRoutes is %s', (_, allowed, labels) => {
    const [{ path, message }] = verdictsOn(rule, across(allowed, labels))[0].violations;
    expect(path).toEqual(['spec', 'parentRefs', 0]);
    expect(message).toBe('No listener of Gateway public accepts routes of namespace shop, as its allowedRoutes says: the route is not accepted, and every request to it fails.');
  });

  test.each([
    ['All', from('from: All'), undefined],
    ['a selector that matches the namespace', GATEWAYS, 'gateway: public'],
    ['a selector of the name', from('from: Selector, selector: { matchLabels: { kubernetes.io/metadata.name: shop } }'), ''],
    ['a selector, and the namespace is not in the manifests', GATEWAYS, undefined],
  ])('passes if allowedRoutes is %s', (_, allowed, labels) => {
    expect(messagesOn(rule, across(allowed, labels))).toEqual([]);
  });
});

test.each(['TLS', 'TCP', 'UDP'])('a listener of protocol %s serves no HTTPRoute', protocol => {
  const [{ message, fix }] = verdictsOn(rule, route('{ name: public }', '[]', `[{ name: web, port: 443, protocol: ${protocol} }]`))[0].violations;
  expect(message).toBe('No listener of Gateway public accepts an HTTPRoute, as its protocol says: the route is not accepted, and every request to it fails.');
  expect(fix).toBe('Add HTTPRoute to allowedRoutes.kinds of a listener of Gateway public with protocol HTTP or HTTPS.');
});

test.each(['HTTP', 'HTTPS', 'example.com/quic'])('a listener of protocol %s may serve an HTTPRoute', protocol => {
  expect(messagesOn(rule, route('{ name: public }', '[]', `[{ name: web, port: 443, protocol: ${protocol} }]`))).toEqual([]);
});
