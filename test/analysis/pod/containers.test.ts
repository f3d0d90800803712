import { placeOf, runningContainers, wordsAt, wordsOf } from '../../../src/analysis/pod/containers';
import { rootOf, Workload } from '../../../src/manifests';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

function workload(container: string, spec = ''): Workload {
  const change = `kind: Deployment\nspec: { template: { spec: { ${spec} containers: [{ name: web, ${container} }] } } }\n`;
  return manifestsIn(exampleManifests(change)).workloads[0];
}

test('the place of a container is its path in the Deployment', () => {
  const found = workload('tty: true', 'initContainers: [{ name: wait, image: wait:1 }],');
  expect(placeOf(found, found.containers[0])).toMatchObject({ value: { name: 'web', tty: true }, path: ['spec', 'template', 'spec', 'containers', 0] });
  expect(placeOf(found, found.initContainers[0])).toMatchObject({ value: { name: 'wait' }, path: ['spec', 'template', 'spec', 'initContainers', 0] });
});

test.each([
  ['neither command nor arguments', '', []],
  ['a command', 'command: [sh, -c]', ['sh', '-c']],
  ['arguments', 'args: [--port, "80"]', ['--port', '80']],
  ['both, the command first', 'args: [--port], command: [/web]', ['/web', '--port']],
])('the command line of a container with %s', (_, container, words) => {
  const found = workload(container);
  expect(wordsOf(found, found.containers[0])).toEqual(words);
});

test('the command line of a container in any pod template', () => {
  expect(wordsAt(rootOf({ command: ['migrate'], args: ['up'] }))).toEqual(['migrate', 'up']);
});

test('containers and sidecars run as long as their pod, init containers do not', () => {
  const found = workload('', 'initContainers: [{ name: wait, image: wait:1 }, { name: proxy, image: proxy:1, restartPolicy: Always }],');
  expect(runningContainers(found).map(({ name }) => name)).toEqual(['web', 'proxy']);
});
