import { readinessTcpOnly as rule } from '../../../../src/rules/check/start';
import { document, ingress, saidBy, verdict, web, WITHOUT_SERVICE } from '../stop/changes';

const AT = 'spec.template.spec.containers[0].readinessProbe.tcpSocket';
const PORT = [{ name: 'http', $patch: 'delete' }];
const tcp = (name: string | undefined) => web({
  startupProbe: null, readinessProbe: { httpGet: null, tcpSocket: { port: 8080 } }, ports: [...PORT, { name: name ?? '', containerPort: 8080 }],
});
const service = (port: object) => `---\n${document({ kind: 'Service', spec: { ports: [...PORT, { name: 'x', port: 80, targetPort: 8080, ...port }] } })}`;

test('finds an HTTP service whose probe only opens a connection', () => {
  expect(saidBy(rule, web({ readinessProbe: { httpGet: null, tcpSocket: { port: 8080 } } }))).toEqual([{
    at: AT,
    message: 'The readiness probe of container web only opens a connection: a pod that accepts connections but does not answer HTTP still gets requests.',
    fix: `Replace ${AT} with httpGet and a path that answers once the application can serve.`,
  }]);
});

test.each(['https', 'web', 'http-api', 'HTTP'])('a container port named %s speaks HTTP', name => {
  expect(verdict(rule, tcp(name) + service({}))).toBe('fails');
});

test.each(['http', 'kubernetes.io/h2c', 'kubernetes.io/ws', 'kubernetes.io/wss'])('a port with the protocol %s speaks HTTP', appProtocol => {
  expect(verdict(rule, tcp('main') + service({ appProtocol }))).toBe('fails');
});

test('a Service port counts by its name, unless its protocol overrides it', () => {
  expect(verdict(rule, tcp('main') + service({ name: 'web' }))).toBe('fails');
  expect(verdict(rule, tcp('main') + service({ name: 'web', appProtocol: 'postgresql' }))).toBe('does not apply');
});

test('one port of several is enough', () => {
  const change = web({ readinessProbe: { httpGet: null, tcpSocket: { port: 8080 } }, ports: [{ name: 'admin', containerPort: 9000 }] });
  expect(verdict(rule, change)).toBe('fails');
  expect(verdict(rule, change + `---\n${document({ kind: 'Service', spec: { ports: [{ name: 'db', port: 5432, targetPort: 9000 }] } })}`)).toBe('fails');
  expect(verdict(rule, tcp('main') + `---\n${document({ kind: 'Service', spec: { ports: [{ name: 'http', targetPort: 8080 }, { name: 'db', port: 5432 }] } })}`)).toBe('fails');
});

test('routes carry only HTTP', () => {
  expect(verdict(rule, tcp('main') + service({}) + ingress('nginx'))).toBe('fails');
});

test.each(['redis', 'httpd', 'my-http', undefined])('a port named %s may use any protocol', name => {
  expect(verdict(rule, tcp(name) + service({}))).toBe('does not apply');
});

test.each(['rpc', 7233])('passes for port %j with the name rpc beside a port for HTTP', port => {
  const change = web({ readinessProbe: { httpGet: null, tcpSocket: { port } }, ports: [{ name: 'rpc', containerPort: 7233 }] });
  expect(verdict(rule, change)).toBe('does not apply');
});

test('passes for a broker, even if its console has a route', () => {
  expect(verdict(rule, tcp('main') + service({}) + ingress('nginx') + `---\n${web({ image: 'registry.example.com/activemq-artemis:2.31' })}`)).toBe('does not apply');
});

test('passes for a WebSocket port, even if it has a route', () => {
  expect(verdict(rule, tcp('websocket') + service({}) + ingress('nginx'))).toBe('does not apply');
  expect(verdict(rule, tcp('main') + service({}) + ingress('nginx'))).toBe('fails');
});

test('passes with a check that sends a request', () => {
  expect(verdict(rule, web({}))).toBe('passes');
});

test('does not apply without a readiness probe, or if the pods receive no requests', () => {
  expect(verdict(rule, web({ readinessProbe: null }))).toBe('does not apply');
  expect(verdict(rule, tcp('http') + WITHOUT_SERVICE)).toBe('does not apply');
  expect(verdict(rule, 'kind: Deployment\nspec: { template: { spec: { containers: null } } }\n')).toBe('does not apply');
});
