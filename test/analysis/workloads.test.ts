import { workloadsByObject } from '../../src/analysis/workloads';
import { exampleManifests } from '../../src/rules/examples';
import { manifestsIn } from '../rules/check/judging';

test('each workload is found by its object, and no other object is', () => {
  const manifests = manifestsIn(exampleManifests('apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: db }\nspec: { template: { spec: {} } }\n'));
  const found = workloadsByObject(manifests);
  expect(manifests.objects.filter(object => found.has(object)).map(({ kind, name }) => `${kind} ${name}`)).toEqual(['Deployment web', 'StatefulSet db']);
  expect(manifests.workloads.map(workload => found.get(workload.object))).toEqual(manifests.workloads);
});
