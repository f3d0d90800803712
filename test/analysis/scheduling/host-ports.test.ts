import { fillsNode, nodePorts } from '../../../src/analysis/scheduling/host-ports';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

function workload(podSpec: string) {
  return manifestsIn(exampleManifests(`kind: Deployment\nspec: { template: { spec: { ${podSpec} } } }\n`)).workloads[0];
}

const SPEC = ['spec', 'template', 'spec'];
const ports = (list: string, name = 'web') => `containers: [{ name: ${name}, image: a, ports: ${list} }]`;

test.each([
  ['none at all', ''],
  ['a port of its own only', ports('[{ name: http, containerPort: 8080 }]')],
  ['no network of its node', 'hostNetwork: false'],
  ['port 0, which is none', ports('[{ name: http, hostPort: 0 }]')],
  ['the ports of an init container, which ends before', 'initContainers: [{ name: a, image: a, ports: [{ containerPort: 1, hostPort: 1 }] }]'],
])('a pod takes no port of its node with %s', (_, spec) => {
  expect(nodePorts(workload(spec))).toEqual([]);
  expect(fillsNode(workload(spec))).toBe(false);
});

test('a pod takes the ports that its containers name, and says where', () => {
  const found = workload(`${ports('[{ name: http, hostPort: 80 }, { name: admin, containerPort: 81, hostPort: 81, hostIP: 127.0.0.1 }]')}`);
  expect(nodePorts(found)).toEqual([
    { path: [...SPEC, 'containers', 0, 'ports', 0, 'hostPort'], what: 'Container web takes port 80 of its node' },
    { path: [...SPEC, 'containers', 0, 'ports', 1, 'hostPort'], what: 'Container web takes port 81 of its node at 127.0.0.1' },
  ]);
  expect(fillsNode(found)).toBe(true);
});

test('a pod takes the ports of its sidecars', () => {
  const found = workload(`containers: [{ name: web, ports: [{ name: http, $patch: delete }] }],
    initContainers: [{ name: proxy, image: a, restartPolicy: Always, ports: [{ containerPort: 1, hostPort: 1 }] }]`);
  expect(nodePorts(found)).toEqual([{ path: [...SPEC, 'initContainers', 0, 'ports', 0, 'hostPort'], what: 'Container proxy takes port 1 of its node' }]);
  expect(fillsNode(found)).toBe(true);
});

test('a pod takes the network of its node, and each of its ports with it', () => {
  const found = workload('hostNetwork: true');
  expect(nodePorts(found)).toEqual([{ path: [...SPEC, 'hostNetwork'], what: 'The pods use the network of their nodes' }]);
  expect(fillsNode(found)).toBe(true);
});

test('pods with the network of their node but no ports have room beside each other', () => {
  const silent = workload('hostNetwork: true, containers: [{ name: web, ports: [{ name: http, $patch: delete }] }]');
  expect(nodePorts(silent)).toHaveLength(1);
  expect(fillsNode(silent)).toBe(false);
  const second = workload('hostNetwork: true, containers: [{ name: web, ports: [{ name: http, $patch: delete }] }, { name: b, image: b, ports: [{ containerPort: 1 }] }]');
  expect(fillsNode(second)).toBe(true);
});

test('the network comes before the ports', () => {
  expect(nodePorts(workload(`hostNetwork: true, ${ports('[{ name: http, hostPort: 80 }]')}`)).map(({ what }) => what)).toEqual([
    'The pods use the network of their nodes', 'Container web takes port 80 of its node',
  ]);
});
