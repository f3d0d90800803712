import { http2ConnectionPinning as rule } from '../../../../src/rules/check/routing';
import { document, ingress, saidBy, verdict } from '../stop/changes';

const port = (more: object) => document({ kind: 'Service', spec: { ports: [{ name: 'http', ...more }] } });
const named = (name: string) => document({ kind: 'Service', spec: { ports: [{ name: 'http', $patch: 'delete' }, { name, port: 9000 }] } });
const onPods = (metadata: object) => `---\n${document({ kind: 'Deployment', spec: { template: { metadata } } })}`;

const onDeployment = (spec: object) => `---\n${document({ kind: 'Deployment', spec })}`;
const OF_ISTIO = `---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: other }
spec: { host: other.example.com }
`;

test('names the port, and the proxy to send through', () => {
  expect(saidBy(rule, port({ appProtocol: 'grpc' }))).toMatchObject([{
    at: 'spec.ports[0]',
    message: 'Port 80 carries grpc, one connection for all requests of a client: the Service binds each client to one pod until that stops.',
    fix: 'Give clients that balance requests themselves a Service with spec.clusterIP None for spec.ports[0], or send through a proxy that balances.',
  }]);
});

test.each(['grpc', 'gRPC', 'grpc-web', 'h2c', 'http2', 'kubernetes.io/h2c'])('the protocol %s shares one connection', appProtocol => {
  expect(verdict(rule, port({ appProtocol }))).toBe('fails');
});

test.each(['http', 'tcp', 'kubernetes.io/ws', 'grpcish', 'my-grpc'])('the protocol %s does not share one', appProtocol => {
  expect(verdict(rule, port({ appProtocol }))).toBe('passes');
});

test.each(['grpc', 'grpc-api', 'http2', 'http2-web', 'h2c'])('a port named %s shares one connection', name => {
  expect(saidBy(rule, named(name))[0].message).toBe(`Port 9000 carries ${name}, one connection for all requests of a client: the Service binds each client to one pod until that stops.`);
});

test.each(['http', 'mygrpc', 'grpcs'])('a port named %s does not share one', name => {
  expect(verdict(rule, named(name))).toBe('passes');
});

test('the protocol overrides the name', () => {
  expect(verdict(rule, document({ kind: 'Service', spec: { ports: [{ name: 'http', $patch: 'delete' }, { name: 'grpc', port: 80, appProtocol: 'http' }] } }))).toBe('passes');
});

test.each([
  ['a headless Service', document({ kind: 'Service', spec: { clusterIP: 'None', ports: [{ name: 'http', appProtocol: 'grpc' }] } })],
  ['a Service behind a route', port({ appProtocol: 'grpc' }) + ingress('nginx')],
  ['a mesh that a label names', port({ appProtocol: 'grpc' }) + onPods({ labels: { 'sidecar.istio.io/inject': 'true' } })],
  ['a mesh that an annotation names', port({ appProtocol: 'grpc' }) + onPods({ annotations: { 'linkerd.io/inject': 'enabled' } })],
  ['pods of which there is only one', port({ appProtocol: 'grpc' }) + onDeployment({ replicas: 1 })],
  ['pods whose cluster has objects of Istio', port({ appProtocol: 'grpc' }) + OF_ISTIO],
  ['pods whose cluster has objects of Linkerd', port({ appProtocol: 'grpc' }) + OF_ISTIO.replaceAll(/\S+istio\S+/g, 'policy.linkerd.io/v1beta3').replace('DestinationRule', 'Server')],
])('does not apply to %s', (_, change) => {
  expect(verdict(rule, change)).toBe('does not apply');
});

test.each(['kuma.io/mesh', 'consul.hashicorp.com/connect-inject'])('%s names a mesh', key => {
  expect(verdict(rule, port({ appProtocol: 'grpc' }) + onPods({ annotations: { [key]: 'x' } }))).toBe('does not apply');
  expect(verdict(rule, port({ appProtocol: 'grpc' }) + onPods({ labels: { [key]: 'x' } }))).toBe('does not apply');
});

test('another annotation does not name a mesh', () => {
  expect(verdict(rule, port({ appProtocol: 'grpc' }) + onPods({ annotations: { 'example.com/kuma.io/mesh': 'x' } }))).toBe('fails');
});

test('applies to pods that opt out of the mesh, and to one pod that an autoscaler may join', () => {
  const out = onPods({ labels: { 'sidecar.istio.io/inject': 'false' } });
  expect(verdict(rule, port({ appProtocol: 'grpc' }) + OF_ISTIO + out)).toBe('fails');
  const scaled = `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, minReplicas: 1, maxReplicas: 3 }
`;
  expect(verdict(rule, port({ appProtocol: 'grpc' }) + onDeployment({ replicas: null }) + scaled)).toBe('fails');
});
