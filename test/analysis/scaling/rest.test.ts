import { mayLeaveNoPod } from '../../../src/analysis/scaling/rest';
import { exampleManifests } from '../../../src/rules/examples';
import { manifestsIn } from '../../rules/check/judging';

const KEDA = `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: web }
spec: { scaleTargetRef: { name: web }, minReplicaCount: 0, triggers: [{ type: TYPE }] }
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
  ['none is declared', 'kind: Deployment\nspec: { replicas: 0 }\n', true],
  ['none is declared, and pods beside it answer', `kind: Deployment\nspec: { replicas: 0 }\n---\n${BESIDE}`, false],
  ['an autoscaler may leave none', KEDA.replace('TYPE', 'prometheus'), true],
  ['a proxy holds the requests meanwhile', KEDA.replace('TYPE', 'kedify-http'), false],
])('whether users may find no pod where %s', (_, change, expected) => {
  const manifests = manifestsIn(exampleManifests(change));
  expect(mayLeaveNoPod(manifests.workloads.find(({ name }) => name === 'web')!, manifests)).toBe(expected);
});
