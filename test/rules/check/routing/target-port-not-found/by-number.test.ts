import { byNumber as rule } from '../../../../../src/rules/check/routing/target-port-not-found/by-number';
import { appliesTo, messagesOn, verdictsOn } from '../../judging';

const WRONG = 'kind: Service\nspec: { ports: [{ name: http, targetPort: 8081 }] }\n';

function container(fields: string): string {
  return `${WRONG}---\nkind: Deployment\nspec: { template: { spec: { containers: [{ name: web, ${fields} }] } } }\n`;
}

test('names the ports that the containers declare', () => {
  const [{ violations }] = verdictsOn(rule, WRONG);
  expect(violations).toMatchObject([{
    path: ['spec', 'ports', 0, 'targetPort'],
    message: 'Port 80 leads to port 8081 of the pods, but their containers declare only 8080: unless a process listens there anyway, every request is refused.',
    fix: 'Declare 8081 in the container if the application listens there; otherwise set spec.ports[0].targetPort to the port on which it listens.',
  }]);
});

test('uses the port of the Service if targetPort is missing', () => {
  expect(messagesOn(rule, 'kind: Service\nspec: { ports: [{ name: http, targetPort: null }] }\n')).toEqual([
    'Port 80 leads to port 80 of the pods, but their containers declare only 8080: unless a process listens there anyway, every request is refused.',
  ]);
});

test('lists all ports that are declared', () => {
  expect(messagesOn(rule, container('ports: [{ name: admin, containerPort: 9000 }]'))[0]).toContain('declare only 8080, 9000:');
});

test('passes a declared number, whatever the protocol', () => {
  expect(messagesOn(rule, 'kind: Service\nspec: { ports: [{ name: http, targetPort: 8080, protocol: UDP }] }\n')).toEqual([]);
  expect(messagesOn(rule, 'kind: Service\nspec: { ports: [{ name: http, targetPort: missing }] }\n')).toEqual([]);
});

test('passes containers that declare no port at all', () => {
  expect(messagesOn(rule, container('ports: [{ name: http, $patch: delete }]'))).toEqual([]);
});

test('passes if the pods of one of several controllers declare it', () => {
  expect(messagesOn(rule, `${WRONG}---
apiVersion: v1
kind: Pod
metadata: { name: a, labels: { app: web } }
spec: { containers: [{ name: a, image: a, ports: [{ containerPort: 8081 }] }] }
`)).toEqual([]);
});

describe('passes an undeclared number that', () => {
  test.each([
    ['an argument names', 'args: ["--metrics-bind-address=:8081"]'],
    ['the command names', 'command: [serve, "8081"]'],
    ['a variable holds', 'env: [{ name: PORT, value: "8081" }]'],
    ['the readiness probe uses', 'readinessProbe: { httpGet: { port: 8081 } }'],
    ['the startup probe uses', 'startupProbe: { httpGet: { port: 8081 } }'],
    ['the liveness probe uses', 'livenessProbe: { tcpSocket: { port: 8081 } }'],
  ])('%s', (_, fields) => {
    expect(messagesOn(rule, container(fields))).toEqual([]);
  });

  test('metrics are scraped from', () => {
    expect(messagesOn(rule, `${WRONG}---\nkind: Deployment\nspec: { template: { metadata: { annotations: { prometheus.io/port: "8081" } } } }\n`)).toEqual([]);
  });
});

test.each(['args: ["--port=80810"]', 'env: [{ name: PORT, valueFrom: { fieldRef: { fieldPath: metadata.name } } }]', 'livenessProbe: { exec: { command: ["8081"] } }'])(
  'does not count as a sign: %s', fields => {
    expect(messagesOn(rule, container(fields))).toHaveLength(1);
  });

test.each([3500, 4143, 4191, 15006, 15020, 15021, 15090, 50001])('passes %d, on which the proxy of a mesh listens', port => {
  expect(messagesOn(rule, `kind: Service\nspec: { ports: [{ name: http, targetPort: ${port} }] }\n`)).toEqual([]);
});

test('does not apply to a headless Service', () => {
  expect(appliesTo(rule, 'kind: Service\nspec: { clusterIP: None, ports: [{ name: http, targetPort: 8081 }] }\n')).toBe(false);
});
