import { probePath, probesOf } from '../../../src/analysis/pod/probes';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

const PATH = ['spec', 'template', 'spec', 'containers', 0];

function container(probes: string) {
  return manifestsIn(exampleManifests(`kind: Deployment\nspec: { template: { spec: { containers: [{ name: web, ${probes} }] } } }\n`)).workloads[0].containers[0];
}

test('the probes of a container come in the order in which they act', () => {
  const found = container('livenessProbe: { tcpSocket: { port: 80 } }');
  expect(probesOf(found)).toEqual([
    { name: 'startup', probe: found.startup, path: [...PATH, 'startupProbe'] },
    { name: 'readiness', probe: found.readiness, path: [...PATH, 'readinessProbe'] },
    { name: 'liveness', probe: found.liveness, path: [...PATH, 'livenessProbe'] },
  ]);
});

test('missing probes are skipped', () => {
  expect(probesOf(container('startupProbe: null')).map(({ name }) => name)).toEqual(['readiness']);
  expect(probesOf(container('startupProbe: null, readinessProbe: null'))).toEqual([]);
});

test('a missing probe also has a path', () => {
  expect(probePath(container('startupProbe: null'), 'startup')).toEqual([...PATH, 'startupProbe']);
});
