import { clusterIn } from './reading';

const deployment = (name: string, replicas: number) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: shop, annotations: { cdk8s-zero-downtime/startup-time: 10s } }
spec: { replicas: ${replicas}, minReadySeconds: 3, selector: { matchLabels: { app: ${name} } }, template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: a, image: 'a:1' }] } } }
---
`;
const rollout = (reference: string, namespace = 'shop') => `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web, namespace: ${namespace}, annotations: { cdk8s-zero-downtime/longest-request: 5s } }
spec: { replicas: 4, minReadySeconds: 7, workloadRef: ${reference}, strategy: { blueGreen: { activeService: web } } }
---
`;
const TO_WEB = '{ apiVersion: apps/v1, kind: Deployment, name: app }';

test('a Rollout and the Deployment that it refers to are one workload', () => {
  const { workloads, podOwners } = clusterIn(deployment('app', 0) + rollout(TO_WEB) + deployment('other', 2));
  expect(workloads.map(({ kind, name }) => [kind, name])).toEqual([['Rollout', 'web'], ['Deployment', 'other']]);
  const [workload] = workloads;
  expect(workload).toMatchObject({
    name: 'web',
    namespace: 'shop',
    object: { kind: 'Deployment', name: 'app' },
    controller: { kind: 'Rollout', name: 'web' },
    replicas: { min: 4, max: 4 },
    minReady: 7,
    podLabels: { app: 'app' },
    intent: { startupTime: 10, longestRequest: 5 },
    strategy: { type: 'BlueGreen', activeService: 'web', scaleDownDelay: 30, autoPromotes: true },
  });
  expect(podOwners.map(({ object }) => object.name)).toEqual(['app', 'other']);
});

test('an autoscaler of the Rollout sets how many pods there are', () => {
  const scaler = 'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: web, namespace: shop }\n'
    + 'spec: { scaleTargetRef: { apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: web }, minReplicas: 2, maxReplicas: 9 }\n';
  expect(clusterIn(deployment('app', 0) + rollout(TO_WEB) + scaler).workloads[0].replicas).toEqual({ min: 2, max: 9 });
});

test.each([
  ['of another namespace', rollout(TO_WEB, 'other')],
  ['of another name', rollout('{ kind: Deployment, name: gone }')],
  ['of another kind', rollout('{ kind: ReplicaSet, name: app }')],
])('a Rollout that refers to a template %s has no workload, and leaves the Deployment its own', (_, text) => {
  expect(clusterIn(deployment('app', 2) + text).workloads.map(({ kind, name }) => [kind, name])).toEqual([['Deployment', 'app']]);
});
