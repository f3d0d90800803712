import { ApiObject, Duration, Testing } from 'cdk8s';
import { ConnectionScheme } from 'cdk8s-plus-27';
import { messageOf } from './refusals/refusal';
import { AlbIngressOptions, Exposure, HealthCheck, ReadinessGates, ZeroDowntimeServiceProps } from '../../src';
import { serviceWith } from '../manifests';
import { judged } from '../rules/check/judging';

const ALB = { exposure: Exposure.awsAlb(), readinessGates: ReadinessGates.injected() };

function ingressOf(options: AlbIngressOptions = {}, props: Partial<ZeroDowntimeServiceProps> = {}): any {
  return ApiObject.of(serviceWith({ ...ALB, ...props }).exposeViaAlb(options)).toJson();
}

const annotation = (manifest: any, name: string) => manifest.metadata.annotations[`alb.ingress.kubernetes.io/${name}`];

test('the load balancer checks the same path as the kubelet, and lets requests finish', () => {
  const manifest = ingressOf({}, { longestRequest: Duration.seconds(70), healthCheck: HealthCheck.http('/ready') });
  expect(manifest.spec.ingressClassName).toBe('alb');
  expect(annotation(manifest, 'target-type')).toBe('ip');
  expect(annotation(manifest, 'healthcheck-path')).toBe('/ready');
  expect(annotation(manifest, 'target-group-attributes')).toBe('deregistration_delay.timeout_seconds=70');
  expect(annotation(manifest, 'scheme')).toBe('internal');
  expect(manifest.spec.rules).toEqual([{ http: { paths: [expect.objectContaining({ path: '/' })] } }]);
});

test('a host has a certificate, and HTTP leads to HTTPS', () => {
  const manifest = ingressOf({ host: 'shop.example.com', path: '/api', internetFacing: true, idleTimeout: Duration.minutes(2) });
  expect(manifest.spec.tls).toEqual([{ hosts: ['shop.example.com'] }]);
  expect(manifest.spec.rules[0]).toMatchObject({ host: 'shop.example.com', http: { paths: [{ path: '/api' }] } });
  expect(annotation(manifest, 'ssl-redirect')).toBe('443');
  expect(annotation(manifest, 'scheme')).toBe('internet-facing');
  expect(annotation(manifest, 'load-balancer-attributes')).toBe('idle_timeout.timeout_seconds=120');
});

test('a health check at a separate port is called there', () => {
  expect(annotation(ingressOf({}, { ports: [{ number: 9090 }], healthCheck: HealthCheck.http('/ready', { port: 9090 }) }), 'healthcheck-port')).toBe('9090');
});

test('annotations of the caller override the derived ones', () => {
  expect(annotation(ingressOf({ annotations: { 'alb.ingress.kubernetes.io/scheme': 'x' } }), 'scheme')).toBe('x');
});

test('`check` finds nothing, and the chart is accepted', () => {
  const service = serviceWith(ALB);
  service.exposeViaAlb({ host: 'shop.example.com' });
  const yaml = Testing.synth(service.deployment.node.scopes[1] as any).map(manifest => JSON.stringify(manifest)).join('\n---\n');
  expect(judged(yaml).findings.map(({ rule, message }) => `${rule.id}: ${message}`)).toEqual([]);
});

test.each<[string, object, string, string]>([
  ['an unknown option', { hosts: ['shop.example.com'] }, "exposeViaAlb.hosts' is [\"shop.example.com\"]", "write 'exposeViaAlb.host'"],
  ['a path without a slash', { path: 'api' }, "exposeViaAlb.path' is \"api\"", 'begin it with a slash'],
  ['a URL for the host', { host: 'https://shop.example.com' }, "exposeViaAlb.host' is \"https://shop.example.com\"", 'write only the name'],
  ['no host', { host: '' }, "exposeViaAlb.host' is \"\"", 'leave it out for any host'],
  ['a word for true', { internetFacing: 'false' }, "exposeViaAlb.internetFacing' is \"false\"", 'write true or false without quotes'],
  ['a number for a Duration', { idleTimeout: 60 }, "exposeViaAlb.idleTimeout' is 60", 'write Duration.seconds(60)'],
  ['a timeout that no ALB has', { idleTimeout: Duration.hours(2) }, "exposeViaAlb.idleTimeout' is 7200 s", 'give at most Duration.seconds(4000)'],
  ['an annotation with an invalid key', { annotations: { 'a b': 'c' } }, "exposeViaAlb.annotations['a b']' is \"c\"", 'rename the key'],
])('fails when an ALB gets %s', (_, options, given, remedy) => {
  const message = messageOf(() => serviceWith(ALB).exposeViaAlb(options as AlbIngressOptions));
  expect(message).toContain(`[test/my-svc] '${given}. Allowed: `);
  expect(message).toContain(remedy);
});

test('fails when a service gets two ALBs', () => {
  const service = serviceWith(ALB);
  service.exposeViaAlb({ host: 'a.example.com' });
  expect(() => service.exposeViaAlb({ host: 'b.example.com' })).toThrow("[test/my-svc] 'exposeViaAlb' is called again. Allowed: one load balancer for a service. "
    + 'Two Ingresses cannot have the same name. Remedy: add more hosts and paths to the Ingress that the first call returned.');
});

test('a wildcard is a host', () => {
  expect(ingressOf({ host: '*.example.com' }).spec.tls).toEqual([{ hosts: ['*.example.com'] }]);
});

test('a health check with TLS is called with TLS', () => {
  const manifest = ingressOf({}, { healthCheck: HealthCheck.http('/ready', { scheme: ConnectionScheme.HTTPS }) });
  expect(annotation(manifest, 'healthcheck-protocol')).toBe('HTTPS');
  expect(annotation(manifest, 'backend-protocol')).toBe('HTTPS');
});

test('an ALB gets values within its limits, however long requests and checks are', () => {
  const healthCheck = HealthCheck.http('/ready', { period: Duration.minutes(10) });
  const manifest = ingressOf({}, { longestRequest: Duration.hours(2), healthCheck, acknowledge: { 'readiness-too-slow': 'slow' } });
  expect(annotation(manifest, 'target-group-attributes')).toBe('deregistration_delay.timeout_seconds=3600');
  expect(annotation(manifest, 'healthcheck-interval-seconds')).toBe('300');
});

test.each([
  ['cluster', serviceWith()],
  ['ingressNginx', serviceWith({ exposure: Exposure.ingressNginx() })],
])('fails when the exposure is Exposure.%s()', (name, service) => {
  expect(() => service.exposeViaAlb()).toThrow(`[test/my-svc] 'exposure' is Exposure.${name}(). Allowed: Exposure.awsAlb(), or Exposure.custom(…)`);
});
