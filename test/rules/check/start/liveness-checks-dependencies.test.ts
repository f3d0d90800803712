import { livenessChecksDependencies as rule } from '../../../../src/rules/check/start';
import { verdictsOn } from '../judging';
import { saidBy, verdict, web, WITHOUT_SERVICE } from '../stop/changes';

const AT = 'spec.template.spec.containers[0].livenessProbe';
const both = (liveness: object, readiness: object = liveness) => web({
  livenessProbe: liveness,
  readinessProbe: { httpGet: null, ...readiness },
});
const http = (more: object = {}) => ({ httpGet: { path: '/health', port: 8080, ...more } });

test('finds the same check as readiness', () => {
  expect(saidBy(rule, both(http()))).toEqual([{
    at: AT,
    message: 'The liveness probe of container web checks the same as its readiness probe, /health: if the answer depends on anything but the process, such as a database, a failure there restarts all pods.',
    fix: `Remove ${AT}, or let it check only whether this process is stuck.`,
  }]);
});

test('finds a path that checks a shared dependency', () => {
  expect(saidBy(rule, both(http({ path: '/health/db' }), http()))).toEqual([{
    at: `${AT}.httpGet.path`,
    message: 'The liveness probe of container web requests /health/db, which seems to check a dependency that all pods share: when that fails, all pods are restarted, again and again.',
    fix: `Remove ${AT}, or let it check only whether this process is stuck.`,
  }]);
});

test('one defect is one finding, even if readiness has it too', () => {
  expect(saidBy(rule, both(http({ path: '/health/db' })))).toHaveLength(1);
});

test.each([
  [{ grpc: { port: 9000, service: 'shop' } }, 'its gRPC health check shop'],
  [{ exec: { command: ['./check', '--all'] } }, './check --all'],
])('%j makes the same check', (check, described) => {
  expect(saidBy(rule, both(check))[0].message).toContain(`as its readiness probe, ${described}:`);
});

test('a port is the same by its name and by its number', () => {
  expect(verdict(rule, both(http({ port: 'http' }), http()))).toBe('fails');
});

test.each([
  ['path', http({ path: '/live' }), http()],
  ['port', http({ port: 8081 }), http()],
  ['port by name', http({ port: 'admin' }), http({ port: 'http' })],
  ['scheme', http({ scheme: 'HTTPS' }), http()],
  ['host', http({ host: '10.0.0.1' }), http()],
  ['name of a header', http({ httpHeaders: [{ name: 'x', value: '1' }] }), http({ httpHeaders: [{ name: 'y', value: '1' }] })],
  ['value of a header', http({ httpHeaders: [{ name: 'x', value: '1' }] }), http({ httpHeaders: [{ name: 'x', value: '2' }] })],
  ['gRPC port', { grpc: { port: 1 } }, { grpc: { port: 2 } }],
  ['gRPC service', { grpc: { port: 1, service: 'a' } }, { grpc: { port: 1 } }],
  ['command', { exec: { command: ['a'] } }, { exec: { command: ['b'] } }],
  ['kind of check', { tcpSocket: { port: 8080 } }, http()],
])('another %s passes', (_, liveness, readiness) => {
  expect(verdict(rule, both(liveness, readiness))).toBe('passes');
});

test('an open port does not depend on other services', () => {
  expect(verdict(rule, both({ tcpSocket: { port: 8080 } }))).toBe('passes');
});

test('liveness alone passes, and containers are judged separately', () => {
  expect(verdict(rule, web({ livenessProbe: http(), readinessProbe: null }))).toBe('passes');
  expect(verdict(rule, web({}, { containers: [{ name: 'other', image: 'other:1', livenessProbe: { httpGet: { path: '/ready', port: 8080 } } }] }))).toBe('passes');
});

test('workers without a Service are restarted too', () => {
  expect(verdict(rule, both(http()) + WITHOUT_SERVICE)).toBe('fails');
});

test('does not apply without a liveness probe', () => {
  expect(verdict(rule, web({}))).toBe('does not apply');
});

test.each([
  ['one cheap path with more patience, as Kubernetes itself recommends', '/health', 6, 'info'],
  ['one cheap path without more patience', '/health', 1, 'info'],
  ['a path with the word ready', '/readyz', 6, undefined],
])('%s', (_, path, failureThreshold, severity) => {
  const liveness = { ...http({ path }), failureThreshold, periodSeconds: 10 };
  expect(verdictsOn(rule, both(liveness, http({ path })))[0].violations).toMatchObject([severity
    ? { severity }
    : { path: expect.anything() }]);
  expect(verdictsOn(rule, both(liveness, http({ path })))[0].violations[0].severity).toBe(severity);
});

test.each([
  ['the path healthz', http({ path: '/healthz' })],
  ['the path healthz below another', http({ path: '/kiali/healthz' })],
  ['the path ping', http({ path: '/api/v2.0/ping' })],
  ['the path of Prometheus and its relatives', http({ path: '/-/healthy' })],
  ['the gRPC health of the whole server', { grpc: { port: 9000 } }],
  ['a program that asks for the gRPC health of the whole server', { exec: { command: ['/bin/grpc_health_probe', '-addr=:9000'] } }],
])('passes with %s, which by convention checks only the process', (_, check) => {
  expect(verdict(rule, both(check))).toBe('passes');
});

test.each([
  ['a path that asks for more below healthz', http({ path: '/healthz/ready' })],
  ['a program that asks for the gRPC health of one service', { exec: { command: ['grpc_health_probe', '-addr=:9000', '-service=cart'] } }],
])('fails with %s', (_, check) => {
  expect(verdict(rule, both(check))).toBe('fails');
});

test.each(['quay.io/prometheus/node-exporter:v1.8.2', 'prometheuscommunity/postgres_exporter:v0.15.0'])(
  'the first page of %s is only a link to its metrics', image => {
    const page = http({ path: '/' });
    const withImage = web({ image, livenessProbe: page, readinessProbe: page });
    expect(verdict(rule, withImage)).toBe('passes');
  });

test('passes if the probe reads files of the kernel about the process', () => {
  const exec = (...command: string[]): string => both({ exec: { command } });
  expect(verdict(rule, exec('cat', '/proc/1/status'))).toBe('passes');
  expect(verdict(rule, exec('ls', '/'))).toBe('passes');
  expect(verdict(rule, exec('/bin/true'))).toBe('passes');
  expect(verdict(rule, exec('sh', '-c', 'ls /'))).toBe('passes');
  expect(verdict(rule, exec('sh', '-c', 'ls / && ./check'))).toBe('fails');
  expect(verdict(rule, exec('cat', '/tmp/healthy'))).toBe('fails');
  expect(verdict(rule, exec('./check', '/proc/1/status'))).toBe('fails');
});
