import { workloadsBehind, workloadsByObject, workloadsSelected } from '../../src/analysis/workloads';
import { exampleManifests } from '../../src/rules/examples';
import { manifestsIn } from '../rules/check/judging';

test('each workload is found by its object, and no other object is', () => {
  const manifests = manifestsIn(exampleManifests('apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: db }\nspec: { template: { spec: {} } }\n'));
  const found = workloadsByObject(manifests);
  expect(manifests.objects.filter(object => found.has(object)).map(({ kind, name }) => `${kind} ${name}`)).toEqual(['Deployment web', 'StatefulSet db']);
  expect(manifests.workloads.map(workload => found.get(workload.object))).toEqual(manifests.workloads);
});

const OTHER = 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: db }\nspec: { template: { metadata: { labels: { app: db } }, spec: {} } }\n';

test('the workloads behind a Service are those that it selects, in their order', () => {
  const manifests = manifestsIn(exampleManifests(`${OTHER}---
apiVersion: v1
kind: Service
metadata: { name: both }
spec: { selector: { app: db }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: none }
spec: { selector: { app: other }, ports: [{ port: 80 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: db-proxy }
spec: { template: { metadata: { labels: { app: db } }, spec: {} } }
`));
  const behind = manifests.services.map(service => `${service.object.name}: ${workloadsBehind(service, manifests).map(({ name }) => name).join()}`);
  expect(behind).toEqual(['web: web', 'both: db,db-proxy', 'none: ']);
});

test('a selector finds workloads by the labels of their pods, in one namespace', () => {
  const manifests = manifestsIn(exampleManifests(OTHER));
  const [{ namespace }] = manifests.workloads;
  const names = (labels: Record<string, string>, space = namespace) =>
    workloadsSelected(space, { matchLabels: labels, matchExpressions: [] }, manifests).map(({ name }) => name);
  expect([names({ app: 'db' }), names({}), names({ app: 'web' }), names({ app: 'web' }, 'elsewhere')]).toEqual([['db'], ['web', 'db'], ['web'], []]);
});
