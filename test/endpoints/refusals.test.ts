import { ApiObject, App, Chart, Duration } from 'cdk8s';
import { EnvValue } from 'cdk8s-plus-27';
import { Any, apiIn, GATEWAY, INGRESS, SERVICE, serviceIn } from './apis';
import {
  ApiVersionOptions, Exposure, GatewayImplementation, RequestCount, Retirement, Router, VersionBy, VersionedApi,
  VersionedApiProps,
} from '../../src';
import { API_PROPS } from '../../src/service/prop-names';
import { messageOf } from '../service/refusals/refusal';

type Versions = (chart: Chart) => { readonly [version: string]: Any<ApiVersionOptions> | undefined };

/** What `app.synth()` says of an API with these versions, in a chart of the namespace `shop`. */
function refusalOf(props: Any<VersionedApiProps>, versions: Versions): string {
  return messageOf(() => {
    const app = new App();
    const chart = new Chart(app, 'prod', { namespace: 'shop' });
    const api = apiIn(chart, props);
    for (const [version, options] of Object.entries(versions(chart))) { api.addVersion(version, options as any); }
    app.synthYaml();
  });
}

interface Said {
  /** As the message shows them. */
  readonly prop: string;
  readonly given: string;
  /** A telling part of each. */
  readonly allowed: string;
  readonly because: string;
  readonly remedy: string;
}

function expectSaid(message: string, { prop, given, allowed, because, remedy }: Said): void {
  const line = message.split('\n').find(text => text.includes(`'${prop}' is ${given}. Allowed: `));
  expect(line ?? message).toContain(`[prod/orders] '${prop}' is ${given}. Allowed: `);
  const [before, after] = line!.split(' Remedy: ');
  expect(before).toContain(allowed);
  expect(before).toContain(because);
  expect(after).toContain(remedy);
}

const ONE = { v1: { serviceProps: SERVICE } };
const NO_ROUTE = 'Requests reach no version.';

test.each<[string, Any<VersionedApiProps>, Said]>([
  ['no host', { host: undefined }, { prop: 'host', given: 'undefined', allowed: "such as 'api.example.com'", because: NO_ROUTE, remedy: 'the name that clients use' }],
  ['an address instead of a host', { host: 'https://api.example.com' }, { prop: 'host', given: '"https://api.example.com"', allowed: 'a host of', because: NO_ROUTE, remedy: 'without scheme, port and path' }],
  ['a host with a port', { host: 'api.example.com:443' }, { prop: 'host', given: '"api.example.com:443"', allowed: 'a host of', because: NO_ROUTE, remedy: 'without scheme, port and path' }],
  ['a wildcard as the host', { host: '*.example.com' }, { prop: 'host', given: '"*.example.com"', allowed: 'a host of', because: NO_ROUTE, remedy: 'the name that clients use' }],
  ['an address of four numbers', { host: '10.0.0.1' }, { prop: 'host', given: '"10.0.0.1"', allowed: 'a host of', because: NO_ROUTE, remedy: 'the name that clients use' }],
  ['an annotation that the construct writes', { annotations: { 'cdk8s-zero-downtime/version.v1': 'current' } }, {
    prop: "annotations['cdk8s-zero-downtime/version.v1']", given: '"current"', allowed: 'keys that this construct does not write itself', because: 'different versions from those that are routed', remedy: 'addVersion',
  }],
  ['a slip in what an implementation can do', { router: Router.httpRoute({ gateway: 'public', implementation: GatewayImplementation.custom({ setsResponseHeaders: true, rewritesPaths: true, expousre: 1 } as any) }) }, {
    prop: 'router (Router.httpRoute).implementation.expousre', given: '1', allowed: 'exposure', because: 'ignored without a message', remedy: 'exposure',
  }],
  ['no router', { router: undefined }, { prop: 'router', given: 'undefined', allowed: 'Router.httpRoute(…) or Router.ingress(…)', because: NO_ROUTE, remedy: 'use a factory of Router' }],
  ['a Gateway without a name', { router: Router.httpRoute({ implementation: GatewayImplementation.envoy() } as any) }, {
    prop: 'router (Router.httpRoute).gateway', given: 'undefined', allowed: 'the name of a Gateway', because: NO_ROUTE, remedy: 'give its name',
  }],
  ['no implementation', { router: Router.httpRoute({ gateway: 'public' } as any) }, {
    prop: 'router (Router.httpRoute).implementation', given: 'undefined', allowed: 'GatewayImplementation.conformant()', because: 'clients get no headers', remedy: 'use a factory of GatewayImplementation',
  }],
  ['an implementation of which something is not said', { router: Router.httpRoute({ gateway: 'public', implementation: GatewayImplementation.custom({ setsResponseHeaders: true } as any) }) }, {
    prop: 'router (Router.httpRoute).implementation.rewritesPaths', given: 'undefined', allowed: 'true or false', because: 'A filter that it does not support is ignored', remedy: 'see its conformance report',
  }],
  ['a Gateway API version without quotes', { router: Router.httpRoute({ gateway: 'public', implementation: GatewayImplementation.envoy(), gatewayApiVersion: 1.4 as any }) }, {
    prop: 'router (Router.httpRoute).gatewayApiVersion', given: '1.4', allowed: "such as '1.4'", because: 'the release stops', remedy: 'quote it: without quotes, 1.10 is read as 1.1',
  }],
  ['an Ingress without a class', { router: Router.ingress({} as any) }, {
    prop: 'router (Router.ingress).className', given: 'undefined', allowed: 'the name of an IngressClass', because: NO_ROUTE, remedy: 'give its name',
  }],
  ['an unknown option of the router', { router: Router.ingress({ className: 'nginx', host: 'x' } as any) }, {
    prop: 'router (Router.ingress).host', given: '"x"', allowed: 'className, exposure, tlsSecretName, annotations', because: 'ignored without a message', remedy: 'leave it out',
  }],
  ['an invalid exposure', { router: Router.ingress({ className: 'nginx', exposure: 'nginx' as any }) }, {
    prop: 'router (Router.ingress).exposure', given: '"nginx"', allowed: 'a factory of Exposure', because: 'Pods would stop before', remedy: 'use a factory of Exposure',
  }],
  ['a word as versionBy', { versionBy: 'path' }, { prop: 'versionBy', given: '"path"', allowed: 'VersionBy.path()', because: NO_ROUTE, remedy: 'use a factory of VersionBy' }],
  ['a header with its value', { versionBy: VersionBy.header('API-Version: v1') }, {
    prop: 'versionBy (VersionBy.header)', given: '"API-Version: v1"', allowed: "such as 'API-Version'", because: 'no request can name a version', remedy: 'without colon and value',
  }],
  ['the host as a header', { versionBy: VersionBy.header('Host') }, {
    prop: 'versionBy (VersionBy.header)', given: '"Host"', allowed: 'other than Host', because: 'The route is rejected', remedy: 'a header of your own',
  }],
  ['versions by header on an Ingress', { router: INGRESS, versionBy: VersionBy.header('API-Version') }, {
    prop: 'versionBy', given: "VersionBy.header('API-Version')", allowed: 'VersionBy.path() or VersionBy.host()', because: 'All requests would reach one version', remedy: 'write versionBy: VersionBy.path()',
  }],
  ['a default that is not a version', { defaultVersion: 'V 1' }, { prop: 'defaultVersion', given: '"V 1"', allowed: "such as 'v1'", because: NO_ROUTE, remedy: 'name a version' }],
  ['a default that was not added', { defaultVersion: 'v3' }, { prop: 'defaultVersion', given: '"v3"', allowed: 'a version of the API: v1', because: 'Clients that name no version get 404.', remedy: 'name one of them' }],
  ['a base path without its slash', { basePath: 'shop' }, { prop: 'basePath', given: '"shop"', allowed: "begins with '/'", because: NO_ROUTE, remedy: 'leave it out for the root' }],
  ['a base path with a slash at its end', { basePath: '/shop/' }, { prop: 'basePath', given: '"/shop/"', allowed: 'does not end with one', because: NO_ROUTE, remedy: "write a path such as '/shop'" }],
  ['a base path that climbs', { basePath: '/shop/..' }, { prop: 'basePath', given: '"/shop/.."', allowed: 'a path', because: NO_ROUTE, remedy: "write a path such as '/shop'" }],
  ['a name that is not valid', { name: 'Orders' }, { prop: 'name', given: '"Orders"', allowed: 'lowercase letters', because: 'The API server rejects it', remedy: "change 'name'" }],
  ['an invalid namespace', { namespace: 'Shop' }, { prop: 'namespace', given: '"Shop"', allowed: 'lowercase letters', because: 'The API server rejects it', remedy: "leave it out for the chart's" }],
  ['a prop with a slip', { hosts: 'api.example.com' }, { prop: 'hosts', given: '"api.example.com"', allowed: "'host' is one", because: 'ignored without a message', remedy: "write 'host'" }],
  ['an unknown prop', { tls: true }, { prop: 'tls', given: 'true', allowed: 'a prop of VersionedApiProps', because: 'ignored without a message', remedy: 'leave it out' }],
  ['an invalid label', { labels: { team: 'a b' } }, { prop: "labels['team']", given: '"a b"', allowed: 'a value of at most 63 letters', because: 'The API server rejects it', remedy: 'change the value' }],
])('fails when there is %s', (_, props, said) => {
  expectSaid(refusalOf(props, () => ONE), said);
});

const NOT_TOLD = 'Clients would get no announcement';
const announced = (options: object): Any<ApiVersionOptions> => ({ serviceProps: SERVICE, retirement: Retirement.announced({ deprecated: '2026-12-01', sunset: '2027-06-30', ...options } as any) });

test.each<[string, Any<VersionedApiProps>, Versions, Said]>([
  ['no version', {}, () => ({}), { prop: 'addVersion', given: 'never called', allowed: 'at least one version', because: NO_ROUTE, remedy: "write addVersion('v1', { service })" }],
  ['a version with a slash', {}, () => ({ 'v1/x': { serviceProps: SERVICE } }), { prop: 'addVersion (version)', given: '"v1/x"', allowed: "such as 'v1'", because: 'The route or the service of the version is rejected.', remedy: 'change it' }],
  ['a version called as the rule for all others', {}, () => ({ default: { serviceProps: SERVICE } }), {
    prop: 'addVersion (version)', given: '"default"', allowed: "other than 'default'", because: 'is rejected', remedy: 'change it',
  }],
  ['a version with a dot in a host', { versionBy: VersionBy.host() }, () => ({ 'v1.2': { serviceProps: SERVICE } }), {
    prop: 'addVersion (version)', given: '"v1.2"', allowed: 'without dots', because: 'is rejected', remedy: 'change it',
  }],
  ['a version in upper case', {}, () => ({ V1: { serviceProps: SERVICE } }), {
    prop: 'addVersion (version)', given: '"V1"', allowed: 'lowercase letters', because: 'is rejected', remedy: "write 'v1'; if clients already call /V1, add that match to the rule with a JSON patch on 'route'",
  }],
  ['a header in upper case', { versionBy: VersionBy.header('API-Version') }, () => ({ V1: { serviceProps: SERVICE } }), {
    prop: 'addVersion (version)', given: '"V1"', allowed: 'lowercase letters', because: 'is rejected', remedy: "write 'v1'; if clients already call API-Version: V1, add that match",
  }],
  ['a version in upper case in a host', { versionBy: VersionBy.host() }, () => ({ V1: { serviceProps: SERVICE } }), {
    prop: 'addVersion (version)', given: '"V1"', allowed: 'lowercase letters', because: 'is rejected', remedy: "write 'v1'",
  }],
  ['a name of a version with which that of its service is too long', { name: 'o'.repeat(61) }, () => ({ v1: { serviceProps: SERVICE } }), {
    prop: "addVersion('v1').serviceProps.name", given: `left out, and '${'o'.repeat(61)}-v1' has 64 characters`, allowed: 'at most 63', because: 'rejects', remedy: "give the service a shorter 'name'",
  }],
  ['props of a service in place of options', {}, () => ({ v1: { image: 'x:1' } }), {
    prop: "addVersion('v1').image", given: '"x:1"', allowed: 'service, serviceProps', because: 'ignored without a message', remedy: 'write serviceProps: { image, … }',
  }],
  ['a date beside the retirement', {}, () => ({ v1: { serviceProps: SERVICE, sunset: '2027-06-30' } }), {
    prop: "addVersion('v1').sunset", given: '"2027-06-30"', allowed: 'retirement', because: 'ignored without a message', remedy: 'write retirement: Retirement.announced({ sunset, … })',
  }],
  ['a variable of its own where the application tells clients', { router: INGRESS }, () => ({
    v1: { ...announced({}), serviceProps: { ...SERVICE, envVariables: { API_SUNSET: EnvValue.fromValue('mine') } } },
  }), { prop: "addVersion('v1').service", given: 'a service whose API_SUNSET is "mine"', allowed: 'or no such variable', because: 'it would tell them a different date', remedy: 'leave the variable out' }],
  ['one canary for two versions', {}, chart => {
    const [one, two, next] = ['one', 'two', 'next'].map(id => serviceIn(chart, id, { exposure: Exposure.envoy() }));
    const canary = { service: next, weight: 5 };
    return { v1: { service: one, canary }, v2: { service: two, canary } };
  }, { prop: "addVersion('v1').canary.service", given: "the service of 'v2'", allowed: "a service that serves only 'v1'", because: 'Each client would get answers by both contracts in turn.', remedy: 'let clients choose' }],
  ['v01 beside v1', {}, () => ({ v1: { serviceProps: SERVICE }, v01: { serviceProps: SERVICE } }), {
    prop: 'addVersion (version)', given: '"v01"', allowed: 'each version once', because: "People read 'v01' and 'v1' as one version", remedy: 'remove one of the two',
  }],
  ['16 versions', {}, chart => {
    const service = serviceIn(chart, 'web', { exposure: Exposure.envoy() });
    return Object.fromEntries(Array.from({ length: 16 }, (_, i) => [`v${i + 1}`, { service }]));
  }, { prop: 'addVersion', given: 'called for 16 versions', allowed: 'at most 15 versions', because: 'more than 16 rules', remedy: 'retire old versions' }],
  ['no options', {}, () => ({ v1: undefined }), { prop: "addVersion('v1')", given: 'undefined', allowed: "'service' or 'serviceProps'", because: 'No pod would answer', remedy: 'write { service }' }],
  ['no service', {}, () => ({ v1: {} }), { prop: "addVersion('v1').service", given: 'undefined', allowed: 'a ZeroDowntimeService', because: 'No pod would answer', remedy: 'give one of them' }],
  ['a service and props for one', {}, chart => ({ v1: { service: serviceIn(chart), serviceProps: SERVICE } }), {
    prop: "addVersion('v1').serviceProps", given: "given beside 'service'", allowed: "either 'service' or 'serviceProps'", because: 'would get no requests', remedy: 'leave one of them out',
  }],
  ['a plain Service', {}, chart => ({ v1: { service: serviceIn(chart).service } }), {
    prop: "addVersion('v1').service", given: 'something else', allowed: 'a ZeroDowntimeService', because: 'requests for this version would fail in its updates', remedy: 'create it with ZeroDowntimeService',
  }],
  ['a service of another namespace before an Ingress', { router: INGRESS }, chart => ({ v1: { service: serviceIn(chart, 'web', { namespace: 'other' }) } }), {
    prop: "addVersion('v1').service", given: "a service in the namespace 'other'", allowed: "services in the namespace of the route, 'shop'", because: 'it is not allowed to send to another namespace', remedy: 'give both the same namespace',
  }],
  ['a stripped prefix with versions by header', { versionBy: VersionBy.header('API-Version') }, () => ({ v1: { serviceProps: SERVICE, stripPrefix: true } }), {
    prop: "addVersion('v1').stripPrefix", given: 'true', allowed: 'only with VersionBy.path()', because: 'Paths do not contain the version', remedy: 'leave it out',
  }],
  ['a stripped prefix on an Ingress', { router: INGRESS }, () => ({ v1: { serviceProps: SERVICE, stripPrefix: true } }), {
    prop: "addVersion('v1').stripPrefix", given: 'true', allowed: 'only with a router that rewrites paths', because: 'answers with 404', remedy: 'serve the path with the version in it',
  }],
  ['a stripped prefix on GKE', { router: Router.httpRoute({ gateway: 'public', implementation: GatewayImplementation.gke() }) }, () => ({ v1: { serviceProps: SERVICE, stripPrefix: true } }), {
    prop: "addVersion('v1').stripPrefix", given: 'true', allowed: 'only with a router that rewrites paths', because: 'The router ignores the filter', remedy: 'leave it out',
  }],
  ['a word as stripPrefix', {}, () => ({ v1: { serviceProps: SERVICE, stripPrefix: 'yes' } }), {
    prop: "addVersion('v1').stripPrefix", given: '"yes"', allowed: 'true or false', because: 'Any string counts as true', remedy: 'without quotes',
  }],
  ['an unknown option of a version', {}, () => ({ v1: { serviceProps: SERVICE, until: '2027-06-30' } }), {
    prop: "addVersion('v1').until", given: '"2027-06-30"', allowed: 'service, serviceProps, retirement, stripPrefix, canary', because: 'ignored without a message', remedy: 'leave it out',
  }],
  ['a date as retirement', {}, () => ({ v1: { serviceProps: SERVICE, retirement: '2027-06-30' } }), {
    prop: "addVersion('v1').retirement", given: '"2027-06-30"', allowed: 'Retirement.announced({ … })', because: NOT_TOLD, remedy: 'use Retirement.announced',
  }],
  ['a day that no calendar has', {}, () => ({ v1: announced({ sunset: '2027-02-29' }) }), {
    prop: "addVersion('v1').retirement.sunset", given: '"2027-02-29"', allowed: 'a day of the calendar', because: NOT_TOLD, remedy: 'give a day of the calendar',
  }],
  ['a day as people write it', {}, () => ({ v1: announced({ deprecated: '1.12.2026' }) }), {
    prop: "addVersion('v1').retirement.deprecated", given: '"1.12.2026"', allowed: "'YYYY-MM-DD'", because: NOT_TOLD, remedy: 'year, month and day with dashes',
  }],
  ['a sunset before the deprecation', {}, () => ({ v1: announced({ sunset: '2026-11-30' }) }), {
    prop: "addVersion('v1').retirement.sunset", given: '"2026-11-30"', allowed: 'a day from 2026-12-01 on', because: 'before they are told that it is deprecated', remedy: 'move the sunset',
  }],
  ['a successor that was not added', {}, () => ({ v1: announced({ successor: 'v2' }) }), {
    prop: "addVersion('v1').retirement.successor", given: '"v2"', allowed: 'none was added', because: 'a version that does not exist', remedy: 'add the version',
  }],
  ['a version as its own successor', {}, () => ({ v1: announced({ successor: 'v1' }), v2: { serviceProps: SERVICE } }), {
    prop: "addVersion('v1').retirement.successor", given: '"v1"', allowed: 'another version of the API: v2', because: 'a version that does not exist', remedy: 'name one that exists',
  }],
  ['a successor that is removed earlier', {}, () => ({ v1: announced({ successor: 'v2' }), v2: announced({ sunset: '2027-01-31' }) }), {
    prop: "addVersion('v1').retirement.successor", given: '"v2"', allowed: 'a version that stays after 2027-06-30', because: 'Its own sunset is 2027-01-31', remedy: 'name the version that stays',
  }],
  ['a successor that is not a version', {}, () => ({ v1: announced({ successor: 'V 2' }) }), {
    prop: "addVersion('v1').retirement.successor", given: '"V 2"', allowed: "such as 'v1'", because: NOT_TOLD, remedy: 'name a version',
  }],
  ['a guide that is not a URL', {}, () => ({ v1: announced({ guide: 'docs/v2.md' }) }), {
    prop: "addVersion('v1').retirement.guide", given: '"docs/v2.md"', allowed: "begins with 'https://'", because: NOT_TOLD, remedy: 'give the address of a page',
  }],
  ['a guide that ends its own header', {}, () => ({ v1: announced({ guide: 'https://example.com/>; rel="x"' }) }), {
    prop: "addVersion('v1').retirement.guide", given: '"https://example.com/>; rel=\\"x\\""', allowed: 'an address', because: NOT_TOLD, remedy: 'leave it out',
  }],
  ['an announcement that the application would make for another version, too', { router: INGRESS }, chart => {
    const service = serviceIn(chart);
    return { v1: { service, retirement: Retirement.announced({ deprecated: '2026-12-01', sunset: '2027-06-30' }) }, v2: { service } };
  }, {
    prop: "addVersion('v1').retirement", given: 'announced for a service that also serves v2', allowed: 'a service of its own', because: 'would also tell those of the other versions', remedy: "with 'serviceProps'",
  }],
  ['a canary that is another version', {}, chart => {
    const [one, two] = ['one', 'two'].map(id => serviceIn(chart, id, { exposure: Exposure.envoy() }));
    return { v1: { service: one, canary: { service: two, weight: 50 } }, v2: { service: two } };
  }, { prop: "addVersion('v1').canary.service", given: "the service of 'v2'", allowed: "a service that serves only 'v1'", because: 'Each client would get answers by both contracts in turn.', remedy: 'let clients choose' }],
  ['a canary that is the service itself', {}, chart => {
    const service = serviceIn(chart, 'one', { exposure: Exposure.envoy() });
    return { v1: { service, canary: { service, weight: 50 } } };
  }, { prop: "addVersion('v1').canary.service", given: 'the service of the version itself', allowed: 'another ZeroDowntimeService', because: 'the running build', remedy: 'leave out the canary' }],
  ['a canary without a service', {}, () => ({ v1: { serviceProps: SERVICE, canary: { weight: 5 } } }), {
    prop: "addVersion('v1').canary.service", given: 'undefined', allowed: 'with the next build', because: 'No pod would answer its share', remedy: 'create a second ZeroDowntimeService',
  }],
  ['a canary with all requests', {}, chart => ({ v1: { serviceProps: SERVICE, canary: { service: serviceIn(chart, 'next', { exposure: Exposure.envoy() }), weight: 100 } } }), {
    prop: "addVersion('v1').canary.weight", given: '100', allowed: 'a whole number from 1 to 99', because: 'with 100, the running build', remedy: 'write at most 99',
  }],
  ['a canary on an Ingress', { router: INGRESS }, chart => ({ v1: { serviceProps: SERVICE, canary: { service: serviceIn(chart, 'next'), weight: 5 } } }), {
    prop: "addVersion('v1').canary", given: 'given', allowed: 'only with Router.httpRoute', because: 'An Ingress does not support weights', remedy: 'use Router.httpRoute',
  }],
  ['a number as canary', {}, () => ({ v1: { serviceProps: SERVICE, canary: 5 } }), {
    prop: "addVersion('v1').canary", given: '5', allowed: "an object with 'service' and 'weight'", because: 'Requests would not reach the next build.', remedy: 'write { service, weight: 5 }',
  }],
])('fails when there is %s', (_, props, versions, said) => {
  expectSaid(refusalOf(props, versions), said);
});

test('fails when a service is planned for a faster router', () => {
  const router = Router.httpRoute({ gateway: 'public', implementation: GatewayImplementation.gke() });
  expectSaid(refusalOf({ router }, chart => ({ v1: { service: serviceIn(chart) } })), {
    prop: "addVersion('v1').service",
    given: 'a service with Exposure.cluster()',
    allowed: 'a service with the exposure of the router, Exposure.gcpLoadBalancer()',
    because: 'SIGTERM comes after 10 s: in each update requests fail',
    remedy: 'write exposure: Exposure.gcpLoadBalancer() for this service',
  });
});

test('fails with all that is wrong at once', () => {
  const message = refusalOf({ host: 'https://x', defaultVersion: 'v9' }, () => ({ v1: { serviceProps: SERVICE, stripPrefix: false }, v2: announced({ successor: 'v3' }) }));
  for (const prop of ['host', "addVersion('v2').retirement.successor", 'defaultVersion']) { expect(message).toContain(`[prod/orders] '${prop}' is `); }
});

test('fails when two APIs of a chart take the same requests', () => {
  const message = messageOf(() => {
    const app = new App();
    const chart = new Chart(app, 'prod', { namespace: 'shop' });
    for (const id of ['orders', 'stock']) { apiIn(chart, {}, id).addVersion('v1', { serviceProps: SERVICE }); }
    app.synthYaml();
  });
  expect(message).toContain("[prod/orders] 'host' is \"api.example.com\", and prod/stock routes api.example.com/v1 as well. Allowed: each request in one API of a chart.");
});

test('accepts two APIs of one host at two listeners of a Gateway', () => {
  const at = (sectionName?: string): Router => Router.httpRoute({ gateway: 'public', ...sectionName && { sectionName }, implementation: GatewayImplementation.envoy() });
  const synth = (...routers: Router[]): string => {
    const app = new App();
    const chart = new Chart(app, 'prod', { namespace: 'shop' });
    routers.forEach((router, i) => apiIn(chart, { router }, `api${i}`).addVersion('v1', { serviceProps: SERVICE }));
    return app.synthYaml();
  };
  expect(synth(at('public'), at('internal'))).toContain('sectionName: internal');
  expect(messageOf(() => synth(at('public'), at()))).toContain('routes api.example.com/v1 as well');
});

test.each<[string, object, Said]>([
  ['no counter', {}, { prop: 'alertWhenStillUsed.requests', given: 'undefined', allowed: 'RequestCount.istio()', because: 'while clients still call it', remedy: 'use a factory of RequestCount' }],
  ['a counter of no Service', { requests: RequestCount.custom('http_requests_total') }, {
    prop: 'alertWhenStillUsed.requests', given: '"http_requests_total"', allowed: '$service in braces', because: 'Prometheus rejects the rule or counts nothing', remedy: 'use a factory of RequestCount',
  }],
  ['half a day', { requests: RequestCount.istio(), within: Duration.hours(36) }, {
    prop: 'alertWhenStillUsed.within', given: '129600 s', allowed: 'whole days', because: 'Prometheus rejects', remedy: 'write Duration.days(2)',
  }],
])('fails when the alert has %s', (_, options, said) => {
  expectSaid(messageOf(() => apiIn(new Chart(new App(), 'prod')).alertWhenStillUsed(options as any)), said);
});

test('fails when the alert would count the requests of another version', () => {
  const message = messageOf(() => {
    const app = new App();
    const chart = new Chart(app, 'prod', { namespace: 'shop' });
    const api = apiIn(chart);
    const service = serviceIn(chart, 'web', { exposure: Exposure.envoy() });
    api.addVersion('v1', { service, retirement: Retirement.announced({ deprecated: '2026-12-01', sunset: '2027-06-30' }) });
    api.addVersion('v2', { service });
    api.alertWhenStillUsed({ requests: RequestCount.istio() });
    app.synthYaml();
  });
  expectSaid(message, {
    prop: 'alertWhenStillUsed',
    given: "about 'v1', whose service also serves v2",
    allowed: 'a service of its own',
    because: 'Requests are counted by Service',
    remedy: 'count in the application',
  });
});

test('accepts one host on two Gateways, of which each has its own requests', () => {
  const app = new App();
  const chart = new Chart(app, 'prod', { namespace: 'shop' });
  for (const gateway of ['public', 'internal']) {
    const router = Router.httpRoute({ gateway, implementation: GatewayImplementation.envoy() });
    apiIn(chart, { router, defaultVersion: 'v1' }, gateway).addVersion('v1', { serviceProps: SERVICE });
  }
  expect(app.synthYaml()).toContain('name: internal');
});

test('fails when another object of the chart has the name of a route', () => {
  const message = messageOf(() => {
    const app = new App();
    const chart = new Chart(app, 'prod', { namespace: 'shop' });
    apiIn(chart, {}).addVersion('v1', { serviceProps: SERVICE });
    new ApiObject(chart, 'mine', { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name: 'orders' } });
    app.synthYaml();
  });
  expect(message).toContain("[prod/orders] the HTTPRoute 'orders' also comes from prod/mine. Allowed: one object of a kind and name in a chart and namespace.");
});

test('a subclass may have props of its own', () => {
  class Mine extends VersionedApi {}
  expect(() => new Mine(new Chart(new App(), 'prod'), 'orders', { host: 'api.example.com', router: GATEWAY, team: 'orders' } as any)).not.toThrow();
  expect(() => new Mine(new Chart(new App(), 'prod'), 'orders', { host: 'api.example.com', router: GATEWAY }).addVersion('v1', {} as any)).toThrow('No pod would answer');
});

test('fails when the alert is about a service whose namespace is not stated', () => {
  const message = messageOf(() => {
    const app = new App();
    const api = apiIn(new Chart(app, 'prod'));
    api.addVersion('v1', { serviceProps: SERVICE, retirement: Retirement.announced({ deprecated: '2026-12-01', sunset: '2027-06-30' }) });
    api.alertWhenStillUsed({ requests: RequestCount.istio() });
    app.synthYaml();
  });
  expect(message).toContain("'alertWhenStillUsed' is about 'v1', whose service has no namespace. Allowed: services with a stated namespace.");
});

test('accepts two APIs of one host below other paths', () => {
  const app = new App();
  const chart = new Chart(app, 'prod', { namespace: 'shop' });
  for (const id of ['orders', 'stock']) {
    apiIn(chart, { basePath: `/${id}`, defaultVersion: 'v1' }, id).addVersion('v1', { serviceProps: SERVICE });
  }
  expect(app.synthYaml()).toContain('/stock/v1');
});

test('fails without props, or with an invalid id', () => {
  const chart = new Chart(new App(), 'prod');
  expect(messageOf(() => new VersionedApi(chart, 'orders', undefined as any))).toContain("[prod/orders] 'props' is undefined. Allowed: an object with at least host and router.");
  expect(messageOf(() => new VersionedApi(chart, '', { host: 'x', router: GATEWAY }))).toContain("Remedy: new VersionedApi(chart, 'orders', { … }).");
});

test('fails when the single route is asked for, and each version has its own', () => {
  const api = apiIn(new Chart(new App(), 'prod'), { versionBy: VersionBy.host() });
  expect(() => api.route).toThrow("[prod/orders] there is no single route: with VersionBy.host() each version has its own. Remedy: use 'routes'.");
});

// The compiler refuses the list when a prop is missing or unknown.
const PROPS: Record<keyof VersionedApiProps, true> = {
  annotations: true,
  basePath: true,
  defaultVersion: true,
  host: true,
  labels: true,
  name: true,
  namespace: true,
  router: true,
  versionBy: true,
};

test('the list of props has each prop of an API', () => {
  expect(API_PROPS).toEqual(Object.keys(PROPS).sort());
});
