import { ApiObject, Duration, Testing } from 'cdk8s';
import { AlbIngressOptions, Exposure, HealthCheck, ReadinessGates, ZeroDowntimeServiceProps } from '../../src';
import { serviceWith } from '../manifests';
import { judged } from '../rules/check/judging';

const ALB = { exposure: Exposure.awsAlb(), readinessGates: ReadinessGates.injected() };

function ingressOf(options: AlbIngressOptions = {}, props: Partial<ZeroDowntimeServiceProps> = {}): any {
  return ApiObject.of(serviceWith({ ...ALB, ...props }).exposeViaAlb(options)).toJson();
}

const annotation = (manifest: any, name: string) => manifest.metadata.annotations[`alb.ingress.kubernetes.io/${name}`];

test('the load balancer asks what the kubelet asks, and lets requests end', () => {
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

test('a health check at a port of its own is asked there', () => {
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

test.each([
  ['cluster', serviceWith()],
  ['ingressNginx', serviceWith({ exposure: Exposure.ingressNginx() })],
])('fails when the exposure is Exposure.%s()', (name, service) => {
  expect(() => service.exposeViaAlb()).toThrow(`[test/my-svc] 'exposure' is Exposure.${name}(). Allowed: Exposure.awsAlb(), or Exposure.custom(…)`);
});
