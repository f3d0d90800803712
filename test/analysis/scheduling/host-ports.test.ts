import { fillsNode, nodePorts } from '../../../src/analysis/scheduling/host-ports';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

function workload(podSpec: string) {
  return manifestsIn(exampleManifests(`kind: Deployment\nspec: { template: { spec: { ${podSpec} } } }\n`)).workloads[0];
}

const SPEC = ['spec', 'template', 'spec'];
const ports = (list: string, name = 'web') => `containers: [{ name: ${name}, image: a, ports: ${list} }]`;

test.each([
  ['no ports', ''],
  ['only a container port', ports('[{ name: http, containerPort: 8080 }]')],
  ['hostNetwork false', 'hostNetwork: false'],
  ['port 0, which does not count', ports('[{ name: http, hostPort: 0 }]')],
  ['the ports of an init container, which ends before', 'initContainers: [{ name: a, image: a, ports: [{ containerPort: 1, hostPort: 1 }] }]'],
])('a pod uses no host port with %s', (_, spec) => {
  expect(nodePorts(workload(spec))).toEqual([]);
  expect(fillsNode(workload(spec))).toBe(false);
});

test('a pod uses the host ports of its containers, with their paths', () => {
  const found = workload(`${ports('[{ name: http, hostPort: 80 }, { name: admin, containerPort: 81, hostPort: 81, hostIP: 127.0.0.1 }]')}`);
  expect(nodePorts(found)).toEqual([
    { path: [...SPEC, 'containers', 0, 'ports', 0, 'hostPort'], what: 'Container web uses port 80 of its node' },
    { path: [...SPEC, 'containers', 0, 'ports', 1, 'hostPort'], what: 'Container web uses port 81 of its node at 127.0.0.1' },
  ]);
  expect(fillsNode(found)).toBe(true);
});

test('a pod uses the host ports of its sidecars', () => {
  const found = workload(`containers: [{ name: web, ports: [{ name: http, $patch: delete }] }],
    initContainers: [{ name: proxy, image: a, restartPolicy: Always, ports: [{ containerPort: 1, hostPort: 1 }] }]`);
  expect(nodePorts(found)).toEqual([{ path: [...SPEC, 'initContainers', 0, 'ports', 0, 'hostPort'], what: 'Container proxy uses port 1 of its node' }]);
  expect(fillsNode(found)).toBe(true);
});

test('with hostNetwork a pod uses each of its ports as a host port', () => {
  const found = workload('hostNetwork: true');
  expect(nodePorts(found)).toEqual([{ path: [...SPEC, 'hostNetwork'], what: 'The pods use the network of their nodes' }]);
  expect(fillsNode(found)).toBe(true);
});

test('pods with hostNetwork but without ports have room beside each other', () => {
  const silent = workload('hostNetwork: true, containers: [{ name: web, ports: [{ name: http, $patch: delete }] }]');
  expect(nodePorts(silent)).toHaveLength(1);
  expect(fillsNode(silent)).toBe(false);
  const second = workload('hostNetwork: true, containers: [{ name: web, ports: [{ name: http, $patch: delete }] }, { name: b, image: b, ports: [{ containerPort: 1 }] }]');
  expect(fillsNode(second)).toBe(true);
});

test('hostNetwork comes before the ports', () => {
  expect(nodePorts(workload(`hostNetwork: true, ${ports('[{ name: http, hostPort: 80 }]')}`)).map(({ what }) => what)).toEqual([
    'The pods use the network of their nodes', 'Container web uses port 80 of its node',
  ]);
});
