import { app, document, found, httpRoute, ingress, judges, NOTHING } from './route-manifests';
import { versionedEndpointRemoved as rule } from '../../../../src/rules/diff/routing';
import { TARGET } from '../../check/judging';
import { updateBetween } from '../updating';

test('fails when a version is removed, and states how to acknowledge it', () => {
  expect(found(rule, ingress(['shop.example.com/api/v1', 'shop.example.com/api/v2']), ingress(['shop.example.com/api/v2']))).toEqual([{
    message: 'No rule routes shop.example.com/api/v1 after this release: clients of v1 get 404 as soon as it is applied. No retirement of v1 was announced before this release.',
    fix: 'Announce first: keep the rule for shop.example.com/api/v1, and write "deprecated=<day> sunset=<day>" to metadata.annotations[\'cdk8s-zero-downtime/version.v1\'] of the route; '
      + 'from the sunset on, the rule can be removed. If clients were told by other means, write the day as the reason into '
      + 'metadata.annotations[\'cdk8s-zero-downtime/acknowledge.versioned-endpoint-removed\'] of the route or of its Deployment.',
    path: ['spec', 'rules'],
    severity: undefined,
    on: 'web',
    recipe: expect.stringContaining('Release this change, but with spec.rules of Ingress web set to ['),
  }]);
});

test.each([
  ['/v1'], ['/api/v2beta1/orders'], ['/V3'], ['/v1.2'], ['/v1alpha'],
])('%s has a version', path => {
  expect(found(rule, ingress([`shop.example.com${path}`]), ingress(['shop.example.com/other']))).toHaveLength(1);
});

test.each([['/version'], ['/v'], ['/v1x'], ['/vip1'], ['/1'], ['/rev1']])('%s has no version', path => {
  expect(judges(rule, ingress([`shop.example.com${path}`]), ingress(['shop.example.com/other']))).toBe(false);
});

test('fails when the version is in the host', () => {
  expect(found(rule, httpRoute(['v1.api.example.com', 'v2.api.example.com'], '{ backendRefs: [] }'), httpRoute(['v2.api.example.com'], '{ backendRefs: [] }'))
    .map(({ message }) => message)).toEqual(['No rule routes v1.api.example.com/ after this release: clients of v1 get 404 as soon as it is applied. No retirement of v1 was announced before this release.']);
});

test('can be acknowledged on the Deployment that served the route', () => {
  const judged = (before: string, after: string) => rule
    .judge(updateBetween(before, after), TARGET)
    .map(({ workload }) => workload?.name);
  expect(judged(app('web') + ingress(['shop.example.com/v1']), app('web'))).toEqual(['web']);
  expect(judged(app('web') + app('web2').replace('selector: { app: web2 }', 'selector: { app: web }') + ingress(['shop.example.com/v1']), app('web'))).toEqual(['web']);
  expect(judged(ingress(['shop.example.com/v1']), NOTHING)).toEqual([undefined]);
});

test('fails when pods of another Service get its requests', () => {
  const apps = app('web') + app('old');
  const [wide, versioned] = [ingress(['shop.example.com/'], { name: 'wide' }), ingress(['shop.example.com/v1'], { service: 'old' })];
  expect(found(rule, wide + versioned + apps, wide + apps).map(({ message }) => message)).toEqual([
    'Only a wider rule still routes shop.example.com/v1: as soon as the release is applied, its requests are sent to Service web, whose pods may not know them. No retirement of v1 was announced before this release.',
  ]);
});

test('passes when a wider path is left', () => {
  expect(found(rule, ingress(['shop.example.com/api/v1']), ingress(['shop.example.com/api']))).toEqual([]);
});

describe('where the route announces sunsets', () => {
  const V1 = 'cdk8s-zero-downtime/version.v1';
  const ANNOUNCED = `${V1}: deprecated=2026-12-01 sunset=2027-06-30`;
  const api = (paths: string[], annotations: string) => ingress(paths.map(path => `shop.example.com${path}`), { annotations });
  const messages = (before: string, after: string, today?: string) =>
    found(rule, before, after, { today }).map(({ message }) => message);

  test('fails when a version is removed before its sunset, with the remaining days', () => {
    const [violation] = found(rule, api(['/v1', '/v2'], ANNOUNCED), api(['/v2'], ''), { today: '2027-06-29' });
    expect(violation).toMatchObject({
      message: 'No rule routes shop.example.com/v1 after this release: clients of v1 get 404 as soon as it is applied. The announced sunset is 2027-06-30, 1 day from today.',
      fix: 'Keep the rule for shop.example.com/v1 until 2027-06-30, and remove it in a release on that day or later.',
    });
    expect(violation.recipe).toContain(V1);
  });

  test.each(['2027-06-30', '2027-12-01'])('passes when its sunset has come: %s', today => {
    expect(messages(api(['/v1', '/v2'], ANNOUNCED), api(['/v2'], ''), today)).toEqual([]);
    expect(judges(rule, api(['/v1', '/v2'], ANNOUNCED), api(['/v2'], ''), { today })).toBe(true);
  });

  test('passes an announced version where today is not known', () => {
    expect(messages(api(['/v1', '/v2'], ANNOUNCED), api(['/v2'], ''))).toEqual([]);
  });

  test.each([['of a version that stays', `${V1}: current`], ['of no version', '']])('fails when the route was %s, although this release announces it', (_, before) => {
    expect(messages(api(['/v1', '/v2'], before), api(['/v2'], ANNOUNCED), '2027-12-01')).toEqual([expect.stringContaining('No retirement of v1 was announced before this release.')]);
  });

  test('the recipe keeps only the versions whose sunset has not come', () => {
    const before = api(['/v1', '/v2', '/v3'], `${ANNOUNCED}, cdk8s-zero-downtime/version.v2: current`);
    const [violation] = found(rule, before, api(['/v3'], ''), { today: '2027-12-01' });
    expect(violation.message).toContain('clients of v2');
    expect(violation.recipe).toContain('"path": "/v2"');
    expect(violation.recipe).not.toContain('"path": "/v1"');
  });

  const byHeader = (...versions: string[]) => document(`apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: api, namespace: shop, annotations: { cdk8s-zero-downtime/version-by: header API-Version, ${ANNOUNCED}, cdk8s-zero-downtime/version.v2: current, cdk8s-zero-downtime/default-version: v2 } }
spec:
  parentRefs: [{ name: public }]
  hostnames: [shop.example.com]
  rules:
    ${versions.map(version => `- { matches: [{ headers: [{ name: api-version, value: ${version} }] }], backendRefs: [{ name: api-${version}, port: 80 }] }`).join('\n    ')}
    - { backendRefs: [{ name: api-v2, port: 80 }] }`);

  test('fails when requests for a version in a header get the default version', () => {
    expect(messages(byHeader('v1', 'v2'), byHeader('v2'), '2027-06-20')).toEqual([
      'Only a wider rule still routes shop.example.com/ with its conditions: as soon as the release is applied, clients of v1 get the contract of Service api-v2. '
      + 'The announced sunset is 2027-06-30, 10 days from today.',
    ]);
  });

  test('mentions after the sunset that clients that name the version in a header get no error', () => {
    expect(found(rule, byHeader('v1', 'v2'), byHeader('v2'), { today: '2027-06-30' })).toEqual([expect.objectContaining({
      severity: 'info',
      message: 'Only a wider rule still routes shop.example.com/ with its conditions: as soon as the release is applied, clients of v1 get the contract of Service api-v2. '
        + 'Its sunset has come, but the remaining clients get no error, only responses that they do not understand.',
      fix: 'Make sure that clients no longer ask for v1, or refuse it in the pods of Service api-v2.',
      recipe: undefined,
    })]);
    expect(messages(byHeader('v1', 'v2'), byHeader('v2'))).toEqual([]);
    const withoutDefault = (route: string): string => route.replace(/ {4}- \{ backendRefs.*\n/, '');
    expect(messages(withoutDefault(byHeader('v1', 'v2')), withoutDefault(byHeader('v2')), '2027-06-30')).toEqual([]);
  });

  test('passes when the same Service gets the requests of the header by a wider rule', () => {
    expect(messages(byHeader('v1', 'v2'), byHeader('v1'), '2027-06-20')).toEqual([]);
  });

  const byHost = (...hosts: string[]) => httpRoute(hosts, '{ backendRefs: [{ name: api, port: 80 }] }',
    { annotations: `cdk8s-zero-downtime/version-by: host, ${ANNOUNCED.replace('version.v1', 'version.2024')}` });

  test('fails when a version that a host names is removed, whatever it is called', () => {
    expect(messages(byHost('2024.api.example.com', 'api.example.com'), byHost('api.example.com'), '2027-06-20')).toEqual([expect.stringContaining('clients of 2024 get 404')]);
  });

  const named = (...names: string[]) => httpRoute(['shop.example.com'], names.map(name =>
    `{ name: ${name}, matches: [{ path: { value: /${name === 'v1' ? 'old' : 'new'} } }], backendRefs: [{ name: api, port: 80 }] }`).join(', '),
  { annotations: ANNOUNCED });

  test('fails when the rule with the name of a version is removed', () => {
    expect(messages(named('v1', 'v2'), named('v2'), '2027-06-20')).toEqual([expect.stringContaining('No rule routes shop.example.com/old after this release: clients of v1')]);
    expect(messages(named('v1', 'v2'), named('v2'), '2027-07-20')).toEqual([]);
  });
});
