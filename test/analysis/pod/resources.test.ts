import fc from 'fast-check';
import { resourcesOf, toThousandths } from '../../../src/analysis/pod/resources';
import { exampleManifests } from '../../../src/rules/examples';
import { runs } from '../../property-runs';
import { manifestsIn } from '../../rules/check/judging';

function workload(resources: string, spec = '') {
  const change = `kind: Deployment\nspec: { template: { spec: { ${spec} containers: [{ name: web, resources: { $patch: replace, ${resources} } }] } } }\n`;
  return manifestsIn(exampleManifests(change)).workloads[0];
}

test.each([
  ['what it requests', 'requests: { cpu: 250m, memory: 1Ki }, limits: { cpu: 2, memory: 2Ki }', [250, 1024_000], [2000, 2048_000]],
  ['its limits if it has no requests', 'limits: { cpu: 2, memory: 2Ki }', [2000, 2048_000], [2000, 2048_000]],
  ['0 without limits', 'requests: { cpu: 250m, memory: 1Ki }', [250, 1024_000], [0, 0]],
  ['0 if it is set to 0', 'requests: { cpu: 0, memory: 0 }, limits: { cpu: 2, memory: 2Ki }', [0, 0], [2000, 2048_000]],
  ['0 for a negative quantity', 'requests: { cpu: -1, memory: much }, limits: { memory: 1 }', [0, 1000], [0, 1000]],
  ['0 if it sets neither', '', [0, 0], [0, 0]],
])('a container requests %s', (_, resources, requests, limits) => {
  const one = workload(resources);
  expect([resourcesOf(one, 'requests', 'cpu'), resourcesOf(one, 'requests', 'memory')]).toEqual(requests);
  expect([resourcesOf(one, 'limits', 'cpu'), resourcesOf(one, 'limits', 'memory')]).toEqual(limits);
});

test('a pod requests the sum of its containers and sidecars, without init containers that end', () => {
  const init = 'initContainers: [{ name: wait, image: wait:1, resources: { requests: { cpu: 4 } } }, { name: proxy, image: proxy:1, restartPolicy: Always, resources: { requests: { cpu: 20m } } }],';
  expect(resourcesOf(workload('requests: { cpu: 1 }', init), 'requests', 'cpu')).toBe(1020);
});

test.each([[undefined, undefined], [-0.001, undefined], [0, 0], [0.25, 250], [0.0004, 0], [0.0005, 1], [1.0016, 1002]])('%s is %s thousandths', (quantity, thousandths) => {
  expect(toThousandths(quantity)).toBe(thousandths);
});

test('millis are whole thousandths', () => {
  fc.assert(fc.property(fc.nat({ max: 1e6 }), millis => {
    expect(toThousandths(millis / 1000)).toBe(millis);
  }), { numRuns: runs(200) });
});
