import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { ModuleKind, transpileModule } from 'typescript';
import { refusedBy } from '../../../src/analysis/scheduling/pod-security';
import { rootOf } from '../../../src/manifests';
import { GENERATOR_FILES } from '../../../src/rehearse/load/generator-files';
import { LoadPlan } from '../../../src/rehearse/load/load-plan';
import { LOAD_CONTAINER, loadManifests, NODE_IMAGE } from '../../../src/rehearse/load/pod-manifests';

const SOURCES = join(__dirname, '../../../src/rehearse/load');
const PLAN: LoadPlan = {
  origin: 'http://web.shop.svc',
  rate: 50,
  ramp: 5,
  streams: ['new'],
  requests: [{ path: '/' }],
  slowRequests: [],
  slowRate: 0,
  expect: [],
  timeout: 10_000,
};
const POD = { name: 'rehearsal-1', namespace: 'shop', labels: { 'example.com/rehearsal': '1' } };

const importedBy = (name: string): string[] => {
  const source = readFileSync(join(SOURCES, `${name}.ts`), 'utf8');
  const { outputText } = transpileModule(source, { compilerOptions: { module: ModuleKind.CommonJS } });
  return [...outputText.matchAll(/require\("(.*?)"\)/g)].map(([, imported]) => imported);
};

test('the files in the pod are all that the generator imports, beside what Node.js has', () => {
  const found = new Set(['generator']);
  for (const name of found) {
    for (const imported of importedBy(name)) {
      if (imported.startsWith('./')) { found.add(imported.slice(2)); } else { expect(builtinModules).toContain(imported.replace(/^node:/, '')); }
    }
  }
  expect([...found].sort()).toEqual([...GENERATOR_FILES].sort());
});

test('the pod is allowed by the Pod Security Standard "restricted", has no credentials, and may end what is in flight', () => {
  const [configMap, pod] = loadManifests(PLAN, POD, { 'generator.js': '' }) as any[];
  expect(refusedBy('restricted', rootOf(pod.spec, new Map()))).toEqual([]);
  expect(configMap).toMatchObject({ kind: 'ConfigMap', metadata: POD, data: { 'generator.js': '' } });
  expect(pod).toMatchObject({
    kind: 'Pod',
    metadata: POD,
    spec: { automountServiceAccountToken: false, restartPolicy: 'Never', terminationGracePeriodSeconds: 15 },
  });
  expect(pod.spec).not.toHaveProperty('affinity');
  expect(pod.spec.containers).toMatchObject([{ name: LOAD_CONTAINER, image: NODE_IMAGE }]);
  expect(JSON.parse(pod.spec.containers[0].env[0].value)).toEqual(PLAN);
});

test('the pod has the image that was asked for, and is not on the node that is drained', () => {
  const [, pod] = loadManifests(PLAN, { ...POD, image: 'registry.example.com/node:22', notOn: 'node-1' }, {}) as any[];
  expect(pod.spec.containers[0].image).toBe('registry.example.com/node:22');
  expect(JSON.stringify(pod.spec.affinity)).toContain('{"key":"metadata.name","operator":"NotIn","values":["node-1"]}');
});
