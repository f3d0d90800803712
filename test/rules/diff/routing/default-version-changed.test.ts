import { found, httpRoute, ingress, judges, versions } from './route-manifests';
import { defaultVersionChanged as rule, routeRemoved } from '../../../../src/rules/diff/routing';
import { contract } from '../contract/contract-manifests';

const RULES = ['/v1: orders-v1', '/v2: orders-v2'];
const route = (byDefault: string | undefined, last: string[], v1 = 'current') => versions([...RULES, ...last], { says: { v1, v2: 'current' }, byDefault });
const BEFORE = route('v1', [': orders-v1']);
const TOLD = route('v1', [': orders-v1'], 'deprecated=2026-12-01 sunset=2027-06-30');
const said = (before: string, after: string, today?: string) => found(rule, before, after, { today }).map(({ severity = 'error', message }) => `${severity}: ${message}`);

test('fails when requests without a version get the Service of another one, and leaves the route', () => {
  expect(found(rule, BEFORE, route('v1', [': orders-v2']))).toEqual([expect.objectContaining({
    message: 'Requests to api.example.com/ that name no version get v2 instead of v1 as soon as the release is applied, and their clients were not told.',
    fix: 'Keep v1 for requests that name no version. Announce it as deprecated first, and change the default on that day or later.',
    path: ['spec', 'rules', 2, 'backendRefs', 0, 'name'],
    severity: undefined,
    recipe: 'Release this change, but leave HTTPRoute orders as it is now.',
  })]);
});

test('fails when only the annotation names another version', () => {
  const shared = (byDefault: string) => versions(['/v1: orders', '/v2: orders', ': orders'], { says: { v1: 'current', v2: 'current' }, byDefault });
  const [violation] = found(rule, shared('v1'), shared('v2'));
  expect(violation.message).toContain('get v2 instead of v1');
  expect(violation.path).toEqual(['metadata', 'annotations', 'cdk8s-zero-downtime/default-version']);
});

test('fails once when the annotation and the Service change together', () => {
  expect(said(BEFORE, route('v2', [': orders-v2']))).toHaveLength(1);
});

test('is an info from the day of deprecation of the old version', () => {
  expect(said(TOLD, route('v2', [': orders-v2']), '2026-11-30')).toEqual([expect.stringMatching(/^error: /)]);
  expect(said(TOLD, route('v2', [': orders-v2']), '2026-12-01')).toEqual([
    'info: Requests to api.example.com/ that name no version get v2 instead of v1 as soon as the release is applied; the deprecation of v1 was announced.',
  ]);
});

test('fails when only this release announces it', () => {
  const after = route('v2', [': orders-v2'], 'deprecated=2026-11-01 sunset=2027-06-30');
  expect(said(BEFORE, after, '2026-12-01')).toEqual([expect.stringMatching(/^error: /)]);
});

test('fails when the default is removed, without a finding of route-removed', () => {
  expect(said(BEFORE, route(undefined, []), '2026-12-15')).toEqual([
    'error: No rule routes api.example.com/ as before: clients that name no version got v1, and get 404 as soon as the release is applied.',
  ]);
  expect(found(rule, TOLD, route(undefined, []), { today: '2027-06-29' })).toEqual([expect.objectContaining({
    fix: 'Keep the rule for api.example.com/ until 2027-06-30, the sunset of v1 that clients were told.',
    recipe: expect.stringContaining('cdk8s-zero-downtime/default-version'),
  })]);
  expect(found(routeRemoved, BEFORE, route(undefined, []))).toEqual([]);
});

test('fails when the default of versions in a header is removed', () => {
  const rule1 = '{ matches: [{ headers: [{ name: API-Version, value: v1 }] }], backendRefs: [{ name: orders-v1, port: 80 }] }';
  const of = (...more: string[]) => httpRoute(['api.example.com'], [rule1, ...more].join(', '),
    { annotations: 'cdk8s-zero-downtime/version-by: header API-Version, cdk8s-zero-downtime/version.v1: current, cdk8s-zero-downtime/default-version: v1' });
  expect(said(of('{ backendRefs: [{ name: orders-v1, port: 80 }] }'), of())).toEqual([expect.stringContaining('clients that name no version got v1, and get 404')]);
});

test('passes when the default is removed after its sunset', () => {
  expect(said(TOLD, route(undefined, []), '2027-06-30')).toEqual([]);
  expect(judges(rule, TOLD, route(undefined, []), { today: '2027-06-30' })).toBe(true);
});

test.each([
  ['the default version gets a Service of another name', BEFORE, versions(['/v1: orders-one', '/v2: orders-v2', ': orders-one'], { says: { v1: 'current', v2: 'current' }, byDefault: 'v1' })],
  ['it gets a canary', BEFORE, route('v1', [': orders-v1 90 + orders-next 10'])],
  ['requests are divided between versions, which another rule says', BEFORE, route('v1', [': orders-v1 90 + orders-v2 10'])],
  ['there was no default before', route(undefined, []), route('v2', [': orders-v2'])],
  ['only the annotation is removed', BEFORE, route(undefined, [': orders-v1'])],
  ['a version is added', BEFORE, versions([...RULES, '/v3: orders-v3', ': orders-v1'], { says: { v1: 'current', v2: 'current', v3: 'current' }, byDefault: 'v1' })],
  ['a path outside of the API changes', versions([...RULES, '/health: one', ': orders-v1'], { says: { v1: 'current' }, byDefault: 'v1' }), versions([...RULES, '/health: orders-v2', ': orders-v1'], { says: { v1: 'current' }, byDefault: 'v1' })],
  ['a route without annotations changes', versions([...RULES, ': orders-v1']), versions([...RULES, ': orders-v2'])],
])('passes when %s', (_, before, after) => {
  expect(said(before, after, '2026-12-15')).toEqual([]);
});

test('reads an Ingress', () => {
  const of = (byDefault: string) => ingress(['api.example.com/v1', 'api.example.com/v2', 'api.example.com/'],
    { service: 'orders', annotations: `cdk8s-zero-downtime/version.v1: current, cdk8s-zero-downtime/version.v2: current, cdk8s-zero-downtime/default-version: ${byDefault}` });
  expect(said(of('v1'), of('v2'))).toHaveLength(1);
});

describe('where the contracts of both versions are recorded', () => {
  const of = (version: string) => ({ version, name: `orders-${version}-contract`, server: `/${version}` });
  const contracts = (...operations: string[]) => contract(['GET /a', 'POST /b'], of('v1')) + contract(operations, of('v2'));
  const moved = (...operations: string[]) => [BEFORE + contracts(...operations), route('v1', [': orders-v2']) + contracts(...operations)] as const;

  test('passes when the new default is compatible with the old one, whatever their paths are', () => {
    expect(said(...moved('GET /a', 'POST /b', 'GET /c'))).toEqual([]);
    expect(judges(rule, ...moved('GET /a', 'POST /b'))).toBe(true);
    const inPaths = (version: string) => contract([`GET /${version}/a`], { version, name: `orders-${version}-contract` });
    expect(said(BEFORE + inPaths('v1') + inPaths('v2'), route('v1', [': orders-v2']) + inPaths('v1') + inPaths('v2'))).toEqual([]);
  });

  test('fails when it is not compatible, and names the difference', () => {
    expect(said(...moved('GET /a'))).toEqual([
      'error: Requests to api.example.com/ that name no version get v2 instead of v1 as soon as the release is applied, and the contract of v2 breaks clients of v1 (POST /b: the operation is removed).',
    ]);
  });

  test('fails although the old default is deprecated, and is an info from its sunset on', () => {
    const [before, after] = [TOLD + contracts('GET /a'), route('v2', [': orders-v2'], 'deprecated=2026-12-01 sunset=2027-06-30') + contracts('GET /a')];
    expect(said(before, after, '2027-06-29')).toEqual([expect.stringMatching(/^error: /)]);
    expect(said(before, after, '2027-06-30')).toEqual([expect.stringMatching(/^info: /)]);
  });

  test('is judged by announcements alone when only one is recorded', () => {
    const only = contract(['GET /a'], of('v1'));
    expect(said(BEFORE + only, route('v1', [': orders-v2']) + only)).toEqual([expect.stringContaining('and their clients were not told')]);
    expect(said(TOLD + only, route('v2', [': orders-v2']) + only, '2026-12-01')).toEqual([expect.stringMatching(/^info: /)]);
  });
});
