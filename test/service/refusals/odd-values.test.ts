import { App, Chart, Duration } from 'cdk8s';
import { messageOf, newService, PATH } from './refusal';
import { Exposure, GatewayImplementation, HealthCheck, PreStop, Router, VersionedApi, ZeroDowntimeService, ZeroDowntimeWorker } from '../../../src';
import { SERVICE_PROPS } from '../../../src/service/prop-names';

const circular: Record<string, unknown> = { a: 1 };
circular.self = circular;
const deep = Array.from({ length: 20_000 }).reduce<object>(inner => ({ inner }), {});
const throwing = (): never => { throw new Error('boom'); };
const revoked = Proxy.revocable({}, {});
revoked.revoke();

/** Values that JavaScript can pass and no prop accepts. */
const ODD: Readonly<Record<string, unknown>> = {
  'a proxy that throws': new Proxy({}, { get: throwing, ownKeys: throwing, getPrototypeOf: throwing, has: throwing }),
  'a revoked proxy': revoked.proxy,
  'a getter that throws': Object.defineProperty({}, 'a', { enumerable: true, get: throwing }),
  'an object that contains itself': circular,
  'a list of itself': [circular],
  'deep data': deep,
  'a symbol': Symbol('x'),
  'a BigInt': 10n,
  'NaN': NaN,
  'a function': () => 1,
  'an object without a prototype': Object.assign(Object.create(null), { a: Object.create(null) }),
  '__proto__ and constructor as keys': JSON.parse('{ "__proto__": { "a": 1 }, "constructor": 1 }'),
  'a list with holes': Object.assign([], { 3: 1 }),
  'a toString that throws': { toString: throwing },
  'a symbol in a list': [Symbol('x')],
  'a Date': new Date(NaN),
  'a text of 100 KB with line breaks': 'x\n'.repeat(50_000),
};

/** Props that accept any function or text, or that newer versions of cdk8s-plus may extend. */
const LEFT_TO_OTHERS = new Set(['dns', 'podSecurityContext', 'securityContext']);

describe.each(Object.entries(ODD))('%s', (_, value) => {
  test.each(SERVICE_PROPS)('as %s: fails when given, with the construct path and the prop', prop => {
    const build = (): unknown => {
      const app = new App();
      newService(new Chart(app, 'prod'), 'my-svc', { [prop]: value });
      return app.synthYaml();
    };
    if (LEFT_TO_OTHERS.has(prop)) {
      try { build(); } catch (error) { expect(String(error)).toContain(`[${PATH}] '${prop}`); }
      return;
    }
    const message = messageOf(build);
    expect(message).toContain(`[${PATH}] '${prop}`);
    expect(message).toContain('Remedy: ');
    expect(message.length).toBeLessThan(6000);
  });

  test('as all props', () => {
    const inChart = (build: (chart: Chart) => unknown): string => messageOf(() => {
      const app = new App();
      build(new Chart(app, 'prod'));
      return app.synthYaml();
    });
    expect(inChart(chart => new ZeroDowntimeService(chart, 'my-svc', value as any))).toContain(`[${PATH}] '`);
    expect(inChart(chart => new ZeroDowntimeWorker(chart, 'my-svc', value as any))).toContain(`[${PATH}] '`);
    expect(inChart(chart => new VersionedApi(chart, 'my-svc', value as any))).toContain(`[${PATH}] '`);
  });

  test('as a version and its options', () => {
    const added = (version: unknown, options: unknown): string => messageOf(() => {
      const app = new App();
      const api = new VersionedApi(new Chart(app, 'prod'), 'my-svc', {
        host: 'api.example.com', router: Router.httpRoute({ gateway: 'public', implementation: GatewayImplementation.envoy() }),
      });
      api.addVersion(version as any, options as any);
      return app.synthYaml();
    });
    const service = { image: 'registry.example.com/my-svc:1.4.2', healthCheck: HealthCheck.http('/healthcheck') };
    expect(added(value, { serviceProps: service })).toContain("[prod/my-svc] 'addVersion (version)' is ");
    expect(added('v1', value)).toContain("[prod/my-svc] 'addVersion('v1')");
    expect(added('v1', { service: value })).toContain("[prod/my-svc] 'addVersion('v1').service");
    expect(added('v1', { serviceProps: service, contract: value })).toContain("[prod/my-svc] 'addVersion('v1').contract");
  });

  test('inside a choice', () => {
    const refused = (prop: string, given: unknown): string => messageOf(() => newService(new Chart(new App(), 'prod'), 'my-svc', { [prop]: given }));
    expect(refused('healthCheck', HealthCheck.http('/ready', { port: value as any }))).toContain(`[${PATH}] 'healthCheck`);
    expect(refused('preStop', PreStop.httpGet('/stop', value as any))).toContain(`[${PATH}] 'preStop`);
    expect(refused('exposure', Exposure.custom(value as any))).toContain(`[${PATH}] 'exposure`);
  });
});

test('accepts a Duration of another copy of cdk8s', () => {
  class Other {
    public toMilliseconds(): number { return 7000; }
    public toSeconds(): number { return 7; }
  }
  const app = new App();
  newService(new Chart(app, 'prod'), 'my-svc', { longestRequest: new Other() });
  newService(new Chart(app, 'other'), 'my-svc', { longestRequest: Duration.seconds(7) });
  const [one, other] = ['prod', 'other'].map(id => JSON.stringify((app.node.findChild(id) as Chart).toJson()));
  expect(one).toContain('"cdk8s-zero-downtime/longest-request":"7s"');
  expect(one).toBe(other);
});

test.each([
  ['hostAliases', [{ ip: 7, hostnames: ['a'] }], "'hostAliases[0].ip' is 7."],
  ['hostAliases', [{ ip: '10.0.0.1', hostnames: 'a' }], "'hostAliases[0].hostnames' is \"a\"."],
  ['serviceAccount', () => 1, "'serviceAccount' is "],
  ['imagePullSecrets', [new Error('x')], "'imagePullSecrets[0]' is "],
])('fails when %s is %p', (prop, value, said) => {
  expect(messageOf(() => newService(new Chart(new App(), 'prod'), 'my-svc', { [prop]: value }))).toContain(said);
});
