import { routeMatchConflict as rule } from '../../../../src/rules/check/routing';
import { httpRoute } from '../../diff/routing/route-manifests';
import { verdictsOn } from '../judging';

const HOST = ['shop.example.com'];
const to = (service: string, matches = ''): string => `{ ${matches}backendRefs: [{ name: ${service}, port: 80 }] }`;
const violations = (manifests: string) => verdictsOn(rule, manifests).flatMap(({ violations: found }) => found);

test('warns of two routes with the same match, at the one that loses if both are created in the same second', () => {
  expect(verdictsOn(rule, rule.examples.failing)).toMatchObject([
    { object: { name: 'web' }, violations: [] },
    {
      object: { name: 'web-v1' },
      violations: [{
        path: ['spec', 'rules', 0, 'matches', 0],
        message: 'HTTPRoute web-v1 and HTTPRoute web match the same requests, to shop.example.com/: the older of the two gets all of them, and this rule of the other one gets none.',
        fix: 'Remove this match from one of the two routes, or give it another path, host or header there.',
      }],
    },
  ]);
});

const PATH = (path: string, more = ''): string => `matches: [{ path: { type: PathPrefix, value: ${path} }${more} }], `;
const other = (service: string, matches: string, more: Parameters<typeof httpRoute>[2] = {}, hosts = HOST): string =>
  httpRoute(hosts, to(service, matches), { name: service, ...more });

test.each([
  ['they spell one prefix in two ways', other('a', PATH('/v1')) + other('b', PATH('/v1/'))],
  ['they match the same header', other('a', PATH('/', ', headers: [{ name: x, value: y }]')) + other('b', PATH('/', ', headers: [{ name: x, value: y }]'))],
  ['they have the same listener', other('a', '', { parents: '{ name: public, sectionName: https }' }) + other('b', '', { parents: '{ name: public, sectionName: https }' })],
  ['they share one of several hosts', other('a', '', {}, [...HOST, 'a.example.com']) + other('b', '')],
  ['they have no hosts', other('a', '', {}, []) + other('b', '', {}, [])],
  ['they are GRPCRoutes', (other('a', '') + other('b', '')).replaceAll('HTTPRoute', 'GRPCRoute')],
])('warns once when %s', (_, manifests) => {
  expect(violations(manifests)).toHaveLength(1);
});

test('names each other route once', () => {
  const both = (name: string): string => httpRoute(HOST, `${to(name, PATH('/a'))}, ${to(name, PATH('/b'))}`, { name });
  expect(violations(both('a') + both('b')).map(({ message }) => message)).toEqual([expect.stringContaining('shop.example.com/a')]);
});

test.each([
  ['a canary matches a header', other('a', '') + other('b', PATH('/', ', headers: [{ name: x, value: y }]'))],
  ['another path is longer', other('a', PATH('/v1')) + other('b', PATH('/v1/orders'))],
  ['one match is exact', other('a', PATH('/v1')) + other('b', PATH('/v1').replace('PathPrefix', 'Exact'))],
  ['the hosts differ', other('a', '') + other('b', '', {}, ['*.example.com'])],
  ['a redirect has only the listener for HTTP', other('a', '', { parents: '{ name: public, sectionName: http }' }) + other('b', '', { parents: '{ name: public, sectionName: https }' })],
  ['only one of them names a listener', other('a', '') + other('b', '', { parents: '{ name: public, sectionName: https }' })],
  ['the Gateways differ', other('a', '') + other('b', '', { parents: '{ name: internal }' })],
  ['the kinds differ', other('a', '') + other('b', '').replace('HTTPRoute', 'GRPCRoute')],
  ['both send to the same Service', other('a', '') + other('a', '', { name: 'b' })],
])('passes when %s', (_, manifests) => {
  expect(violations(manifests)).toEqual([]);
});
