import { daysBetween, isDefaultVersion, retirementOf, RoutedRequests, versionNamed, versionsRouted, versionsServed } from '../../../src/analysis/traffic/api-versions';
import { manifestsIn } from '../../rules/check/judging';
import { httpRoute, versions } from '../../rules/diff/routing/route-manifests';

const requestsIn = (yaml: string): RoutedRequests[] => manifestsIn(yaml).routes.flatMap(route =>
  route.rules.flatMap(rule => rule.matches.flatMap(match => rule.hosts.map(host => ({ ...match, route, rule, host })))));
const named = (yaml: string) => requestsIn(yaml).map(versionNamed);

test('a route without annotations has its versions in paths and hosts', () => {
  expect(named(versions(['/v1: a', '/api/v2beta1/orders: a', '/version: a', ': a']))).toEqual(['v1', 'v2beta1', undefined, undefined]);
  expect(named(httpRoute(['v1.api.example.com', 'api.example.com'], '{ backendRefs: [] }'))).toEqual(['v1', undefined]);
});

test('annotations define how requests name a version, and the names of versions', () => {
  expect(named(versions(['/2024: a', '/v3: a', ': a'], { says: { 2024: 'current' } }))).toEqual(['2024', 'v3', undefined]);
  expect(named(versions(['/v1: a'], { says: { v1: 'current' }, by: 'host' }))).toEqual([undefined]);
});

test('a part of a path that annotations call a version overrides one that only looks like it', () => {
  expect(named(versions(['/api/v3/2026-10-01: a'], { says: { '2026-10-01': 'current' } }))).toEqual(['2026-10-01']);
  expect(named(versions(['/api/v3/orders: a'], { says: { '2026-10-01': 'current' } }))).toEqual(['v3']);
});

test('annotations match versions of a path in any case', () => {
  expect(named(versions(['/V1: a', '/V2: a'], { says: { v1: 'current', V2: 'current' } }))).toEqual(['v1', 'V2']);
});

const byHeader = (match: string) => named(httpRoute(['api.example.com'], `{ matches: [{ path: { value: /v9 }, ${match} }], backendRefs: [] }`,
  { annotations: 'cdk8s-zero-downtime/version-by: header API-Version, cdk8s-zero-downtime/version.v1: current' }));

test('a header names a version in any case, but only by its exact value', () => {
  expect(byHeader('headers: [{ name: other, value: v2 }, { name: api-version, value: v1 }]')).toEqual(['v1']);
  expect(byHeader('headers: [{ name: api-version, value: v1, type: RegularExpression }]')).toEqual([undefined]);
  expect(byHeader('method: GET')).toEqual([undefined]);
});

test('a package of gRPC has its version between dots, if annotations say that there are versions', () => {
  const grpc = (service: string, annotations = 'cdk8s-zero-downtime/version.v1: current') => named(`apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: { name: orders, namespace: shop, annotations: { ${annotations} } }
spec: { hostnames: [grpc.example.com], rules: [{ matches: [{ method: { service: ${service} } }], backendRefs: [{ name: orders, port: 80 }] }] }
`);
  expect(grpc('shop.orders.v1.Orders')).toEqual(['v1']);
  expect(grpc('shop.orders.Orders')).toEqual([undefined]);
  expect(grpc('shop.orders.v1.Orders', '')).toEqual([undefined]);
  expect(named(versions(['/file.v1.txt: a']))).toEqual([undefined]);
});

test('the default version is for requests of the API that do not name one', () => {
  const rules = ['/orders/v1: a', '/orders: a', '/health: a', ': a'];
  expect(requestsIn(versions(rules, { says: { v1: 'current' }, byDefault: 'v1' })).map(isDefaultVersion)).toEqual([false, true, false, true]);
  expect(requestsIn(versions(rules, { says: { v1: 'current' } })).some(isDefaultVersion)).toBe(false);
  expect(requestsIn(versions(rules)).some(isDefaultVersion)).toBe(false);
});

test('the retirement of requests is that of the version that they get', () => {
  const route = versions(['/v1: a', '/v2: a', ': a'], { says: { v1: 'deprecated=2026-12-01 sunset=2027-06-30', v2: 'current' }, byDefault: 'v1' });
  expect(requestsIn(route).map(requests => retirementOf(requests)?.sunset)).toEqual(['2027-06-30', undefined, '2027-06-30']);
});

test('a route with many hosts and rules is read as fast as others', () => {
  const hosts = Array.from({ length: 16 }, (_, i) => `h${i}.example.com`);
  const [route] = manifestsIn(httpRoute(hosts, Array.from({ length: 600 }, (_, i) => `{ matches: [{ path: { value: /v${i} } }], backendRefs: [] }`).join(', '))).routes;
  expect(versionsRouted(route).size).toBe(500);
});

describe('the versions of a Service', () => {
  const served = (rules: string[], service: string) => [...versionsServed(manifestsIn(versions(rules)), { namespace: 'shop', service })];

  test('are those whose rules send to it', () => {
    expect(served(['/v1: a', '/v2: a', ': b'], 'a')).toEqual(['v1', 'v2']);
    expect(served(['/v1: a', '/v2: a', ': b'], 'b')).toEqual([]);
  });

  test('are those of which it gets the most requests, if there are any', () => {
    expect(served(['/v1: a 90 + b 10', '/v2: b'], 'b')).toEqual(['v2']);
    expect(served(['/v1: a 90 + b 10', '/v2: c'], 'b')).toEqual(['v1']);
  });

  test('is the one in its name, if its rule sends to it', () => {
    expect(served(['/v1: a-v1 10 + a-v2 90', '/v2: a-v2'], 'a-v2')).toEqual(['v2']);
    expect(served(['/v1: a-v2'], 'a-v2')).toEqual(['v1']);
  });
});

test('days are counted by the calendar', () => {
  expect(daysBetween('2026-11-28', '2027-05-27')).toBe(180);
  expect(daysBetween('2027-03-01', '2027-02-28')).toBe(-1);
});
