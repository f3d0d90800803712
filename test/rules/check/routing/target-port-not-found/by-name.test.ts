import { byName as rule } from '../../../../../src/rules/check/routing/target-port-not-found/by-name';
import { appliesTo, messagesOn, verdictsOn } from '../../judging';

function port(targetPort: string, more = ''): string {
  return `kind: Service\nspec: { ports: [{ name: http, targetPort: ${targetPort}${more} }] }\n`;
}

function statefulSet(name: string, ports: string): string {
  return `---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: ${name} }
spec: { template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: a, image: a, ports: ${ports} }] } } }
`;
}

test('says that every request fails', () => {
  const [{ violations }] = verdictsOn(rule, port('web'));
  expect(violations).toMatchObject([{
    path: ['spec', 'ports', 0, 'targetPort'],
    message: 'Port 80 leads to the port web (TCP) of the pods, but none of their containers has it: the port has no endpoints, and every request to it fails.',
    fix: 'Set spec.ports[0].targetPort to http.',
  }]);
});

test('recommends to name a port if no port has a name', () => {
  const [{ violations: [{ fix }] }] = verdictsOn(rule, `${port('web')}---
kind: Deployment
spec: { template: { spec: { containers: [{ name: web, ports: { $patch: replace } }] } } }
`.replace('{ $patch: replace }', '[{ name: http, $patch: delete }]'));
  expect(fix).toBe('Name the port of the container that answers there web, with this protocol.');
});

test('passes a port of the container, by name or by number', () => {
  expect(messagesOn(rule, port('http'))).toEqual([]);
  expect(messagesOn(rule, port('9999'))).toEqual([]);
});

test('requires the same protocol', () => {
  expect(messagesOn(rule, port('http', ', protocol: UDP'))).toEqual([
    'Port 80 leads to the port http (UDP) of the pods, but none of their containers has it: the port has no endpoints, and every request to it fails.',
  ]);
});

test('passes a port of a native sidecar, but not of an init container that ends', () => {
  const sidecar = (more: string) => `${port('proxy')}---
kind: Deployment
spec: { template: { spec: { initContainers: [{ name: proxy, image: proxy, ${more}ports: [{ name: proxy, containerPort: 9000 }] }] } } }
`;
  expect(messagesOn(rule, sidecar('restartPolicy: Always, '))).toEqual([]);
  expect(messagesOn(rule, sidecar(''))).toHaveLength(1);
});

test('passes if the pods of one of several controllers have it', () => {
  expect(messagesOn(rule, `${port('grpc')}${statefulSet('a', '[{ name: grpc, containerPort: 9000 }]')}`)).toEqual([]);
});

test.each(['http-envoy-prom', 'linkerd-admin', 'linkerd-proxy', 'status-port', 'dapr-http', 'dapr-grpc', 'dapr-metrics'])('passes %s, which a mesh adds', name => {
  expect(messagesOn(rule, port(name))).toEqual([]);
});

describe('does not apply', () => {
  test('to a headless Service, whose clients choose the port', () => {
    expect(appliesTo(rule, 'kind: Service\nspec: { clusterIP: None, ports: [{ name: http, targetPort: web }] }\n')).toBe(false);
  });

  test('if no pods are known', () => {
    expect(appliesTo(rule, 'kind: Service\nspec: { selector: { app: other } }\n')).toBe(false);
  });

  test('if the controller of the pods may add containers', () => {
    expect(appliesTo(rule, `${port('web')}---
apiVersion: example.com/v1
kind: Runner
metadata: { name: a }
spec: { template: { metadata: { labels: { app: web } }, spec: { containers: [] } } }
`)).toBe(false);
  });
});

test.each([
  ['ReplicaSet', 'apps/v1', '{ template: POD }'], ['DaemonSet', 'apps/v1', '{ template: POD }'], ['Rollout', 'argoproj.io/v1alpha1', '{ template: POD }'],
  ['ReplicationController', 'v1', '{ template: POD }'],
])('reads the containers of a %s', (kind, apiVersion, spec) => {
  const pod = '{ metadata: { labels: { app: web } }, spec: { containers: [{ name: a, image: a, ports: [{ name: grpc, containerPort: 9000 }] }] } }';
  expect(appliesTo(rule, `${port('grpc')}---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a }\nspec: ${spec.replace('POD', pod)}\n`)).toBe(true);
  expect(messagesOn(rule, `${port('grpc')}---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a }\nspec: ${spec.replace('POD', pod)}\n`)).toEqual([]);
});

test('reads the containers of a single Pod', () => {
  expect(messagesOn(rule, `${port('grpc')}---
apiVersion: v1
kind: Pod
metadata: { name: a, labels: { app: web } }
spec: { containers: [{ name: a, image: a, ports: [{ name: grpc, containerPort: 9000 }] }] }
`)).toEqual([]);
});

test.each([['Job', '{ template: POD }'], ['CronJob', '{ jobTemplate: { spec: { template: POD } } }']])('does not count a %s as a server', (kind, spec) => {
  const pod = '{ metadata: { labels: { app: web } }, spec: { containers: [{ name: a, image: a, ports: [{ name: grpc, containerPort: 9000 }] }] } }';
  expect(messagesOn(rule, `${port('grpc')}---\napiVersion: batch/v1\nkind: ${kind}\nmetadata: { name: a }\nspec: ${spec.replace('POD', pod)}\n`)).toHaveLength(1);
});
