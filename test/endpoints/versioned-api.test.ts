import { App, Chart, Duration } from 'cdk8s';
import { apiIn, GATEWAY, INGRESS, manifestsOf, routeOf, SERVICE, serviceIn } from './apis';
import { Exposure, GatewayImplementation, RequestCount, Retirement, Router, VersionBy } from '../../src';
import { judged } from '../rules/check/judging';

const DATES = { deprecated: '2026-12-01', sunset: '2027-06-30' };
const GOES = Retirement.announced({ ...DATES, successor: 'v2', guide: 'https://docs.example.com/v2' });
const pathsOf = (route: any): string[] => route.spec.rules.map(({ matches: [{ path }] }: any) => path.value);
const namesOf = (backends: any[]): string[] => backends.map(({ name }) => name);
const serviceNames = (route: any): string[][] => route.spec.rules.map(({ backendRefs }: any) => namesOf(backendRefs));
const filtersOf = (route: any, rule: number): any[] => route.spec.rules[rule].filters ?? [];
function headers(route: any, rule: number): any {
  return filtersOf(route, rule).find(({ type }) => type === 'ResponseHeaderModifier')?.responseHeaderModifier;
}

test('each version is a rule of one route, and requests that name none are the last', () => {
  const route = routeOf({ defaultVersion: 'v1' }, { v1: {}, v2: {} });
  expect(route.metadata).toMatchObject({ name: 'orders', namespace: 'shop' });
  expect(route.spec.hostnames).toEqual(['api.example.com']);
  expect(route.spec.parentRefs).toEqual([{ name: 'public', namespace: 'infra' }]);
  expect(pathsOf(route)).toEqual(['/v1', '/v2', '/']);
  expect(serviceNames(route)).toEqual([['orders-v1'], ['orders-v2'], ['orders-v1']]);
  expect(route.spec.rules.map(({ name }: any) => name)).toEqual(['v1', 'v2', 'default']);
});

test('without a default version nothing routes requests that name none', () => {
  expect(pathsOf(routeOf({}, { v1: {}, v2: {} }))).toEqual(['/v1', '/v2']);
});

test('the order in which versions are added changes nothing', () => {
  expect(routeOf({}, { v2: {}, v10: {}, v1: {} })).toEqual(routeOf({}, { v1: {}, v2: {}, v10: {} }));
});

test('rules have no name where the Gateway API is older than 1.4', () => {
  const router = Router.httpRoute({ gateway: 'public', gatewayApiVersion: '1.3', implementation: GatewayImplementation.conformant() });
  expect(routeOf({ router }, { v1: {} }).spec.rules[0]).not.toHaveProperty('name');
});

test('the route states its versions, and when one of them is removed', () => {
  expect(routeOf({ defaultVersion: 'v1' }, { v1: { retirement: GOES }, v2: {} }).metadata.annotations).toEqual({
    'cdk8s-zero-downtime/version-by': 'path',
    'cdk8s-zero-downtime/default-version': 'v1',
    'cdk8s-zero-downtime/version.v1': 'deprecated=2026-12-01 sunset=2027-06-30 successor=v2 guide=https://docs.example.com/v2',
    'cdk8s-zero-downtime/version.v2': 'current',
  });
});

test('versions by header match a header below one path, and caches are told', () => {
  const route = routeOf({ versionBy: VersionBy.header('API-Version'), defaultVersion: 'v1', basePath: '/shop' }, { v1: {}, v2: {} });
  expect(route.spec.rules.map(({ matches }: any) => matches)).toEqual([
    [{ path: { type: 'PathPrefix', value: '/shop' }, headers: [{ type: 'Exact', name: 'API-Version', value: 'v1' }] }],
    [{ path: { type: 'PathPrefix', value: '/shop' }, headers: [{ type: 'Exact', name: 'API-Version', value: 'v2' }] }],
    [{ path: { type: 'PathPrefix', value: '/shop' } }],
  ]);
  expect(headers(route, 1)).toEqual({ add: [{ name: 'Vary', value: 'API-Version' }] });
  expect(route.metadata.annotations['cdk8s-zero-downtime/version-by']).toBe('header API-Version');
});

test('versions by host have a route each, since the hosts of a route hold for all its rules', () => {
  const routes = manifestsOf({ versionBy: VersionBy.host(), defaultVersion: 'v1' }, { v1: {}, v2: {} }).filter(({ kind }) => kind === 'HTTPRoute');
  expect(routes.map(({ metadata: { name }, spec }) => [name, spec.hostnames, serviceNames({ spec })])).toEqual([
    ['orders', ['api.example.com'], [['orders-v1']]],
    ['orders-v1', ['v1.api.example.com'], [['orders-v1']]],
    ['orders-v2', ['v2.api.example.com'], [['orders-v2']]],
  ]);
});

test('an Ingress has versions by path or by host', () => {
  const byPath = routeOf({ router: INGRESS, defaultVersion: 'v1' }, { v1: {}, v2: {} });
  expect(byPath.spec.ingressClassName).toBe('traefik');
  expect(byPath.spec.rules[0].http.paths.map(({ path, pathType, backend }: any) => [path, pathType, backend.service])).toEqual([
    ['/v1', 'Prefix', { name: 'orders-v1', port: { number: 80 } }],
    ['/v2', 'Prefix', { name: 'orders-v2', port: { number: 80 } }],
    ['/', 'Prefix', { name: 'orders-v1', port: { number: 80 } }],
  ]);
  const tls = Router.ingress({ className: 'traefik', tlsSecretName: 'api', annotations: { 'example.com/size': 'large' } });
  const byHost = routeOf({ router: tls, versionBy: VersionBy.host(), defaultVersion: 'v2' }, { v1: {}, v2: {} });
  expect(byHost.spec.rules.map(({ host }: any) => host)).toEqual(['v1.api.example.com', 'v2.api.example.com', 'api.example.com']);
  expect(byHost.spec.tls).toEqual([{ hosts: ['v1.api.example.com', 'v2.api.example.com', 'api.example.com'], secretName: 'api' }]);
  expect(byHost.metadata.annotations['example.com/size']).toBe('large');
});

describe('clients of a version that is retired', () => {
  test('are told in each answer, also those that name no version, and keep what the application links to', () => {
    const route = routeOf({ defaultVersion: 'v1' }, { v1: { retirement: GOES }, v2: {} });
    expect(headers(route, 0)).toEqual({
      set: [{ name: 'Deprecation', value: '@1796083200' }, { name: 'Sunset', value: 'Wed, 30 Jun 2027 00:00:00 GMT' }],
      add: [
        { name: 'Link', value: '</v2>; rel="successor-version", <https://docs.example.com/v2>; rel="deprecation"; type="text/html"' },
        { name: 'Access-Control-Expose-Headers', value: 'Deprecation, Sunset, Link' },
      ],
    });
    expect(headers(route, 1)).toBeUndefined();
    expect(headers(route, 2)).toEqual(headers(route, 0));
  });

  test('get no Link header without a link', () => {
    const route = routeOf({}, { v1: { retirement: Retirement.announced({ deprecated: '2026-12-01', sunset: '2026-12-01' }) } });
    expect(headers(route, 0).add).toEqual([{ name: 'Access-Control-Expose-Headers', value: 'Deprecation, Sunset' }]);
  });

  test('are told by the application where the router sets no headers', () => {
    const router = Router.httpRoute({ gateway: 'public', implementation: GatewayImplementation.awsLoadBalancerController() });
    const manifests = manifestsOf({ router }, { v1: { retirement: GOES }, v2: {} });
    const env = (name: string): any => manifests.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === name).spec.template.spec.containers[0].env;
    expect(env('orders-v1')).toEqual([
      { name: 'API_DEPRECATION', value: '@1796083200' },
      { name: 'API_SUNSET', value: 'Wed, 30 Jun 2027 00:00:00 GMT' },
      { name: 'API_LINK', value: '</v2>; rel="successor-version", <https://docs.example.com/v2>; rel="deprecation"; type="text/html"' },
    ]);
    expect(env('orders-v2')).toBeUndefined();
    const byHeader = manifestsOf({ router, versionBy: VersionBy.header('API-Version') }, { v1: {} }).find(({ kind }) => kind === 'Deployment');
    expect(byHeader.spec.template.spec.containers[0].env).toEqual([{ name: 'API_VARY', value: 'API-Version' }]);
    expect(headers(manifests.find(({ kind }) => kind === 'HTTPRoute'), 0)).toBeUndefined();
  });
});

test('a stripped prefix is rewritten for the version, and not for requests that name none', () => {
  const route = routeOf({ defaultVersion: 'v2' }, { v1: {}, v2: { stripPrefix: true } });
  expect(filtersOf(route, 1)).toEqual([{ type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } }]);
  expect([filtersOf(route, 0), filtersOf(route, 2)]).toEqual([[], []]);
});

test('a stripped prefix leaves the base path, below which requests that name no version come as well', () => {
  const route = routeOf({ basePath: '/api/v1', defaultVersion: 'v1' }, { v1: { stripPrefix: true } });
  expect(filtersOf(route, 0)[0].urlRewrite.path.replacePrefixMatch).toBe('/api/v1');
  expect(filtersOf(route, 1)).toEqual([]);
});

test('a version may have dots, which its service has not', () => {
  const route = routeOf({}, { 'v1.2': {} });
  expect([pathsOf(route), serviceNames(route)]).toEqual([['/v1.2'], [['orders-v1-2']]]);
});

test('20 versions by host have a route each, and an Ingress takes as many paths', () => {
  const versions = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`v${i + 1}`, {}]));
  expect(manifestsOf({ versionBy: VersionBy.host() }, versions).filter(({ kind }) => kind === 'HTTPRoute')).toHaveLength(20);
  expect(routeOf({ router: INGRESS }, versions).spec.rules[0].http.paths).toHaveLength(20);
});

test('the namespace of an API is that of the services that it makes', () => {
  const namespaces = manifestsOf({ namespace: 'edge' }, { v1: {} }).map(({ metadata }) => metadata.namespace);
  expect(new Set(namespaces)).toEqual(new Set(['edge']));
});

test('a canary gets its share of the requests of its version', () => {
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const api = apiIn(chart);
  api.addVersion('v1', { service: serviceIn(chart, 'backend', { exposure: Exposure.envoy() }), canary: { service: serviceIn(chart, 'next', { exposure: Exposure.envoy() }), weight: 5 } });
  expect(api.route.toJson().spec.rules[0].backendRefs).toEqual([{ name: 'backend', port: 80, weight: 95 }, { name: 'next', port: 80, weight: 5 }]);
  expect(app.synthYaml()).toContain('weight: 95');
});

describe('the services', () => {
  test('that addVersion makes have the exposure of the router, and their own where they state one', () => {
    const exposures = (router: Router, serviceProps = SERVICE): string[] => manifestsOf({ router }, { v1: { serviceProps } })
      .filter(({ kind }) => kind === 'Deployment').map(({ metadata }) => metadata.annotations['cdk8s-zero-downtime/exposure']);
    expect(exposures(GATEWAY)).toEqual(['envoy']);
    expect(exposures(Router.ingress({ className: 'traefik', exposure: Exposure.traefik() }))).toEqual(['traefik']);
    expect(exposures(GATEWAY, { ...SERVICE, exposure: Exposure.awsNlb() })).toEqual(['awsNlb']);
    expect(exposures(INGRESS)).toEqual([undefined]);
  });

  test('may serve several versions', () => {
    const app = new App();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const api = apiIn(chart);
    const service = serviceIn(chart, 'backend', { exposure: Exposure.envoy() });
    expect(api.addVersion('v1', { service })).toBe(service);
    api.addVersion('v2', { service });
    expect(serviceNames(api.route.toJson())).toEqual([['backend'], ['backend']]);
  });

  test('of another namespace are reached by a grant for each', () => {
    const app = new App();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const api = apiIn(chart);
    const service = serviceIn(chart, 'backend', { namespace: 'orders', exposure: Exposure.envoy() });
    api.addVersion('v1', { service });
    api.addVersion('v2', { service });
    expect(api.route.toJson().spec.rules[0].backendRefs).toEqual([{ name: 'backend', namespace: 'orders', port: 80 }]);
    const grants = chart.toJson().filter(({ kind }) => kind === 'ReferenceGrant');
    expect(grants.map(({ metadata, spec }) => ({ ...metadata, ...spec }))).toEqual([{
      name: 'shop.orders.backend',
      namespace: 'orders',
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop' }],
      to: [{ group: '', kind: 'Service', name: 'backend' }],
    }]);
  });
});

test('`check` finds nothing in an API with an announced version, whatever names the version', () => {
  for (const versionBy of [VersionBy.path(), VersionBy.header('API-Version'), VersionBy.host()]) {
    const yaml = manifestsOf({ versionBy, defaultVersion: 'v1' }, { v1: { retirement: GOES }, v2: {} }).map(manifest => JSON.stringify(manifest)).join('\n---\n');
    expect(judged(yaml).findings.map(({ rule, message }) => `${rule.id}: ${message}`)).toEqual([]);
  }
});

describe('the alert about a version that clients still call', () => {
  function rulesWith(requests: RequestCount, options: object = {}): any[] {
    const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
    const api = apiIn(chart, { labels: { team: 'orders' } });
    const alert = api.alertWhenStillUsed({ requests, ...options });
    api.addVersion('v1', { serviceProps: SERVICE, retirement: GOES });
    api.addVersion('v2', { serviceProps: SERVICE });
    expect(alert.toJson().metadata).toMatchObject({ name: 'orders-versions', namespace: 'shop', labels: { team: 'orders' } });
    return alert.toJson().spec.groups[0].rules;
  }

  test('counts the requests of its Service', () => {
    expect(rulesWith(RequestCount.istio())).toEqual([{
      alert: 'ApiVersionStillUsed',
      expr: 'sum(increase(istio_requests_total{destination_service_name="orders-v1",destination_service_namespace="shop"}[7d])) > 0',
      labels: { version: 'v1' },
      annotations: {
        summary: 'v1 of api.example.com still gets requests',
        description: 'In the last 7 days, clients called v1 {{ $value | humanize }} times. It may be removed from 2027-06-30 on.',
      },
    }]);
    expect(rulesWith(RequestCount.linkerd())[0].expr).toContain('request_total{direction="outbound",dst_service="orders-v1",dst_namespace="shop"}[7d]');
  });

  test('counts by another counter, as far back as is said, with labels for its receiver', () => {
    const [rule] = rulesWith(RequestCount.custom('http_requests_total{service="$service"}'), { within: Duration.days(30), labels: { severity: 'info' } });
    expect(rule.expr).toBe('sum(increase(http_requests_total{service="orders-v1"}[30d])) > 0');
    expect(rule.labels).toEqual({ version: 'v1', severity: 'info' });
  });
});
