import { asksBehind, describeCheck, questionOf } from '../../../src/analysis/pod/probe-checks';
import { ProbeCheck } from '../../../src/manifests';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

const get = (path: string): ProbeCheck => ({ kind: 'httpGet', path, port: 80, scheme: 'HTTP' });

test.each([
  '/db', '/health/db', '/health-db', '/db-health', '/health_database', '/health.databases', '/health?deep', '/health?check=full', '/health&dep', '/deps?x', '/dependency=1',
  '/dependencies', '/postgres', '/mysql', '/mongo', '/mongodb', '/redis', '/kafka', '/rabbitmq', '/upstream', '/upstreams', '/downstream', '/downstreams', '/DB', 'db',
  '/db_ok', '/db.json', '/db&a',
  '/actuator/health', '/actuator/health/', '/shop/actuator/health', '/my-shop/actuator/health/', '/q/health', '/shop/q/health/',
])('%s checks dependencies of the application', path => {
  expect(asksBehind(get(path))).toBe(true);
});

test.each([
  '/', '/health', '/ready', '/dbx', '/xdb', '/deeply', '/fully', '/deposit', '/depth', '/redistribute', '/streams', '/mongoose',
  '/actuator/health/liveness', '/q/health/ready', '/a/b/actuator/health', '/actuator', '/xactuator/health', '/actuator/healthy', '/shop?/actuator/health',
])('%s checks only the application', path => {
  expect(asksBehind(get(path))).toBe(false);
});

test.each<ProbeCheck>([
  { kind: 'exec', command: ['check', '/db'] }, { kind: 'grpc', port: 80, service: '/db' }, { kind: 'tcpSocket', port: 80 }, { kind: 'unknown' },
])('the check of %j is unknown', check => {
  expect(asksBehind(check)).toBe(false);
});

test('a path of another kind of check does not count', () => {
  expect(asksBehind({ kind: 'tcpSocket', path: '/db' } as ProbeCheck)).toBe(false);
});

describe('two probes make the same check', () => {
  function asksSame(readiness: string, liveness: string): boolean {
    const ports = 'ports: [{ name: http, containerPort: 8080 }, { name: admin, containerPort: 9090 }]';
    const change = `kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, ${ports}, readinessProbe: { $patch: replace, ${readiness} }, livenessProbe: { ${liveness} } }] } } }\n`;
    const [workload] = manifestsIn(exampleManifests(change)).workloads;
    const [container] = workload.containers;
    const [one, other] = [questionOf(workload, container, container.readiness!.check, ['readinessProbe']), questionOf(workload, container, container.liveness!.check, ['livenessProbe'])];
    return one !== undefined && one === other;
  }

  test.each([
    ['the path, / by default', 'httpGet: { port: http }', 'httpGet: { port: http, path: / }'],
    ['the port, by name or number', 'httpGet: { port: http }', 'httpGet: { port: 8080 }'],
    ['a port that is not declared', 'httpGet: { port: 7070 }', 'httpGet: { port: 7070 }'],
    ['a name that is not declared', 'httpGet: { port: web }', 'httpGet: { port: web }'],
    ['headers', 'httpGet: { port: http, httpHeaders: [{ name: Host, value: web }] }', 'httpGet: { port: http, httpHeaders: [{ value: web, name: Host }] }'],
    ['gRPC', 'grpc: { port: 8080 }', 'grpc: { port: 8080, service: "" }'],
    ['a command', 'exec: { command: [check, all] }', 'exec: { command: [check, all] }'],
    ['all fields except times', 'httpGet: { port: http }, periodSeconds: 5', 'httpGet: { port: http }, periodSeconds: 50'],
  ])('if they have the same: %s', (_, one, other) => {
    expect(asksSame(one, other)).toBe(true);
  });

  test.each([
    ['path', 'httpGet: { port: http }', 'httpGet: { port: http, path: /live }'],
    ['port', 'httpGet: { port: http }', 'httpGet: { port: admin }'],
    ['scheme', 'httpGet: { port: http }', 'httpGet: { port: http, scheme: HTTPS }'],
    ['host', 'httpGet: { port: http }', 'httpGet: { port: http, host: web }'],
    ['value of a header', 'httpGet: { port: http, httpHeaders: [{ name: Host, value: web }] }', 'httpGet: { port: http, httpHeaders: [{ name: Host, value: shop }] }'],
    ['name of a header', 'httpGet: { port: http, httpHeaders: [{ name: Host, value: web }] }', 'httpGet: { port: http, httpHeaders: [{ name: Origin, value: web }] }'],
    ['number of headers', 'httpGet: { port: http, httpHeaders: [{ name: Host, value: web }] }', 'httpGet: { port: http }'],
    ['port of gRPC', 'grpc: { port: 8080 }', 'grpc: { port: 9090 }'],
    ['service of gRPC', 'grpc: { port: 8080 }', 'grpc: { port: 8080, service: web }'],
    ['command', 'exec: { command: [check, all] }', 'exec: { command: [check] }'],
    ['kind', 'exec: { command: [] }', 'grpc: { port: 8080 }'],
    ['kind, an open port', 'tcpSocket: { port: http }', 'tcpSocket: { port: http }'],
    ['kind, which is unknown', 'udp: { port: http }', 'udp: { port: http }'],
  ])('but not with another %s', (_, one, other) => {
    expect(asksSame(one, other)).toBe(false);
  });

  test('HTTP is another check than gRPC or a command, whatever the fields', () => {
    const [workload] = manifestsIn(exampleManifests('')).workloads;
    const question = (check: ProbeCheck): string | undefined => questionOf(workload, workload.containers[0], check, ['readinessProbe']);
    expect(JSON.parse(question(get('/'))!)).toEqual(['http', 'HTTP', null, 80, '/', []]);
    expect(JSON.parse(question({ kind: 'grpc', port: 80, service: 'web' })!)).toEqual(['grpc', 80, 'web']);
    expect(JSON.parse(question({ kind: 'exec', command: ['80', 'web'] })!)).toEqual(['exec', ['80', 'web']]);
  });
});

test.each<[ProbeCheck, string]>([
  [get('/healthcheck'), '/healthcheck'],
  [{ kind: 'grpc', port: 80, service: '' }, 'its gRPC health check'],
  [{ kind: 'grpc', port: 80, service: 'web' }, 'its gRPC health check web'],
  [{ kind: 'exec', command: ['check', 'all'] }, 'check all'],
  [{ kind: 'tcpSocket', port: 80 }, 'its port'],
  [{ kind: 'unknown' }, 'its port'],
])('%j is called %s', (check, words) => {
  expect(describeCheck(check)).toBe(words);
});
