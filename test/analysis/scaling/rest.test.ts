import { mayLeaveNoPod } from '../../../src/analysis/scaling/rest';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

const KEDA = `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: web }
spec: { scaleTargetRef: { name: web }, minReplicaCount: 0, triggers: [TRIGGER] }
---
kind: Deployment
spec: { replicas: null }
`;
const BESIDE = `apiVersion: apps/v1
kind: Deployment
metadata: { name: canary }
spec: { selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: web:2 }] } } }
`;

test.each([
  ['three pods are declared', '', false],
  ['0 pods are declared', 'kind: Deployment\nspec: { replicas: 0 }\n', true],
  ['0 pods are declared, and other pods answer', `kind: Deployment\nspec: { replicas: 0 }\n---\n${BESIDE}`, false],
  ['an autoscaler may scale to 0', KEDA.replace('TRIGGER', '{ type: prometheus, metadata: { scalerAddress: keda-http:9090 } }'), true],
  ['one of two autoscalers may scale to 0', KEDA.replace('TRIGGER', '{ type: cron }') + `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, minReplicas: 2, maxReplicas: 10 }
`, true],
  ['an autoscaler keeps a pod', KEDA.replace('minReplicaCount: 0', 'minReplicaCount: 1').replace('TRIGGER', '{ type: cron }'), false],
  ['a proxy holds the requests meanwhile', KEDA.replace('TRIGGER', '{ type: kedify-http }'), false],
  ['one of several triggers is such a proxy', KEDA.replace('TRIGGER', '{ type: cron }, { type: kedify-http }'), false],
  ['a proxy of the KEDA add-on holds them', KEDA.replace('TRIGGER', '{ type: external-push, metadata: { scalerAddress: keda-add-ons-http-external-scaler:9090 } }'), false],
  ['a proxy with its other name holds them', KEDA.replace('TRIGGER', '{ type: external-push, metadata: { scalerAddress: keda-http-add-on:9090 } }'), false],
  ['a proxy with its short name holds them', KEDA.replace('TRIGGER', '{ type: external-push, metadata: { scalerAddress: http-add-on:9090 } }'), false],
  ['another scaler pushes', KEDA.replace('TRIGGER', '{ type: external-push, metadata: { scalerAddress: queue:9090 } }'), true],
  ['a scaler without an address pushes', KEDA.replace('TRIGGER', '{ type: external-push }'), true],
])('whether the service may have no pod for users if %s', (_, change, expected) => {
  const manifests = manifestsIn(exampleManifests(change));
  expect(mayLeaveNoPod(manifests.workloads.find(({ name }) => name === 'web')!, manifests)).toBe(expected);
});
