import { autoscaled, RECREATE, rolling } from './changes';
import { surgeBlockedByHostPort as rule } from '../../../../src/rules/check/rollout';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const pod = (spec: string) => `---\nkind: Deployment\nspec: { template: { spec: { ${spec} } } }\n`;
const port = (fields: string) => pod(`containers: [{ name: web, ports: [{ name: http, ${fields} }] }]`);
const HOST_PORT = port('hostPort: 8080');

test('names the port, and the remedy', () => {
  expect(verdictsOn(rule, HOST_PORT)).toMatchObject([{
    object: { kind: 'Deployment' },
    workload: { name: 'web' },
    violations: [{
      path: ['spec', 'template', 'spec', 'containers', 0, 'ports', 0, 'hostPort'],
      message: 'Container web uses port 8080 of its node, so a node runs only one pod of web. An update may not stop a pod before a new one runs, and gets stuck if no other node is free.',
      fix: 'Remove spec.template.spec.containers[0].ports[0].hostPort, or run at least 4 pods and set spec.strategy.rollingUpdate.maxSurge to 0 and spec.strategy.rollingUpdate.maxUnavailable to 1.',
    }],
  }]);
  expect(rule.severity).toBe('warning');
});

test('names the hostIP of the port', () => {
  expect(messagesOn(rule, port('hostPort: 8080, hostIP: 10.0.0.1'))).toEqual([
    expect.stringMatching(/^Container web uses port 8080 of its node at 10\.0\.0\.1, so a node /),
  ]);
});

test('ports of hostNetwork pods are host ports', () => {
  expect(verdictsOn(rule, pod('hostNetwork: true'))[0].violations).toMatchObject([{
    path: ['spec', 'template', 'spec', 'hostNetwork'],
    message: 'The pods use the network of their nodes, so a node runs only one pod of web. An update may not stop a pod before a new one runs, and gets stuck if no other node is free.',
    fix: 'Remove spec.template.spec.hostNetwork, or run at least 4 pods and set spec.strategy.rollingUpdate.maxSurge to 0 and spec.strategy.rollingUpdate.maxUnavailable to 1.',
  }]);
});

test('reports one finding for several containers with ports', () => {
  expect(messagesOn(rule, pod('hostNetwork: true') + HOST_PORT)).toEqual([expect.stringContaining('network of their nodes')]);
});

test('ports of sidecars count too', () => {
  const sidecar = pod('initContainers: [{ name: proxy, restartPolicy: Always, ports: [{ containerPort: 1, hostPort: 15000 }] }]');
  expect(messagesOn(rule, sidecar)).toEqual([expect.stringMatching(/^Container proxy uses port 15000 /)]);
});

test('an update that may stop a pod first passes, at every number of replicas', () => {
  expect(messagesOn(rule, HOST_PORT + rolling('maxSurge: 0, maxUnavailable: 1'))).toEqual([]);
  expect(messagesOn(rule, HOST_PORT + rolling('maxSurge: 1, maxUnavailable: 1'))).toEqual([]);
  expect(messagesOn(rule, HOST_PORT + rolling('maxUnavailable: 25%', 4))).toEqual([]);
  expect(messagesOn(rule, HOST_PORT + rolling('maxUnavailable: 25%', 3))).toHaveLength(1);
  expect(messagesOn(rule, HOST_PORT + rolling('maxUnavailable: 25%') + autoscaled(3, 8))).toHaveLength(1);
});

test('does not apply without host ports, or to Recreate', () => {
  expect(appliesTo(rule, '')).toBe(false);
  expect(appliesTo(rule, port('hostPort: 0'))).toBe(false);
  expect(appliesTo(rule, pod('hostNetwork: false'))).toBe(false);
  expect(appliesTo(rule, HOST_PORT + RECREATE)).toBe(false);
});

test('from four pods on, one may stop first', () => {
  expect(verdictsOn(rule, HOST_PORT + '---\nkind: Deployment\nspec: { replicas: 4 }\n')[0].violations[0].fix)
    .toMatch(/^Set spec\.strategy\.rollingUpdate\.maxSurge to 0, and .* to 1, or remove /);
  expect(verdictsOn(rule, HOST_PORT + '---\nkind: Service\n$patch: delete\n')[0].violations[0].fix)
    .toMatch(/^Set spec\.strategy\.rollingUpdate\.maxSurge to 0, and .* to 1, or remove /);
});
