import { hpaAdoptionDropsToOne as rule } from '../../../../src/rules/diff/autoscaling';
import { appliesTo, messagesOn, updateBetween, violationsOn } from '../updating';

const HPA = `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, minReplicas: 3, maxReplicas: 10 }
`;
const SCALED_OBJECT = `
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: web }
spec: { scaleTargetRef: { name: web }, minReplicaCount: 3 }
`;
const LEFT_OUT = 'kind: Deployment\nspec: { replicas: null }\n';

test('fails when the replicas are left out in the release that adds an autoscaler', () => {
  const [violation] = violationsOn(rule, `${LEFT_OUT}---${HPA}`, '');
  expect(violation.message).toBe('Deployment web leaves out spec.replicas, which was 3: kubectl apply and Helm 3 remove it from the cluster, the API server takes 1 '
    + 'instead, and all pods but one are stopped at once. That one gets every request until HorizontalPodAutoscaler web has asked for more and they are ready.');
  expect(violation.fix).toBe('Before this release run kubectl apply edit-last-applied deployment/web -n shop and remove spec.replicas there. '
    + 'Helm 3 has no such command: with it, keep spec.replicas, and write the number that runs.');
  expect(violation.path).toEqual(['spec', 'replicas']);
  expect(violation.severity).toBeUndefined();
  expect(violation.recipe).toBeUndefined();
});

test('fails as well when KEDA scales, and when the autoscaler was there before', () => {
  expect(messagesOn(rule, `${LEFT_OUT}---${SCALED_OBJECT}`, '')).toEqual([expect.stringContaining('until ScaledObject web has asked')]);
  expect(messagesOn(rule, LEFT_OUT, HPA)).toHaveLength(1);
});

test('names no namespace that nobody said', () => {
  const manifest = (replicas: string) => `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { ${replicas} }\n---${HPA}`;
  const [{ violations: [violation] }] = rule.judge(updateBetween(manifest('replicas: 3'), manifest('')), { kubernetesMinor: 34, router: undefined as never });
  expect(violation.fix).toMatch('edit-last-applied deployment/web and remove');
});

test('warns only about pods that nobody sends requests to', () => {
  const [violation] = violationsOn(rule, `${LEFT_OUT}---${HPA}`, 'kind: Service\n$patch: delete\n');
  expect(violation.severity).toBe('warning');
});

test.each([
  ['more than one', 'replicas: 2', 1],
  ['one', 'replicas: 1', 0],
  ['none written', 'replicas: null', 0],
])('counts what was written: %s', (_, replicas, count) => {
  const before = `kind: Deployment\nspec: { ${replicas} }\n`;
  expect(messagesOn(rule, `${LEFT_OUT}---${HPA}`, before)).toHaveLength(count);
  expect(appliesTo(rule, `${LEFT_OUT}---${HPA}`, before)).toBe(true);
});

test('passes while the replicas stay written, whatever they are', () => {
  expect(messagesOn(rule, HPA, '')).toEqual([]);
  expect(messagesOn(rule, `kind: Deployment\nspec: { replicas: 1 }\n---${HPA}`, '')).toEqual([]);
});

test('does not apply where nothing scales', () => {
  expect(appliesTo(rule, LEFT_OUT, '')).toBe(false);
});

