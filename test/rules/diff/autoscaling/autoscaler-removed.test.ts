import { autoscalerRemoved as rule } from '../../../../src/rules/diff/autoscaling';
import { recipeInWords } from '../../../../src/rules/diff/recipe-text';
import { appliesTo, messagesOn, violationsOn } from '../updating';

const GONE = 'kind: HorizontalPodAutoscaler\n$patch: delete\n';
const hpa = (min: number, max: number) => `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, minReplicas: ${min}, maxReplicas: ${max} }
`;
const replicas = (count: number | null) => `kind: Deployment\nspec: { replicas: ${count} }\n`;
const scaled = (min: number, max: number) => `${replicas(null)}---${hpa(min, max)}`;
const removedTo = (count: number | null) => `${replicas(count)}---\n${GONE}`;

test('fails when spec.replicas is below the minimum of the autoscaler, and sets as many as the peak may need', () => {
  const [violation] = violationsOn(rule, removedTo(2), scaled(3, 10));
  expect(violation).toMatchObject({
    severity: 'error',
    path: ['spec', 'replicas'],
    message: 'HorizontalPodAutoscaler web, which ran from 3 to 10 pods, no longer scales this Deployment, and spec.replicas 2 is below its minimum: '
      + 'the other pods are stopped at once, and the remaining ones get every request.',
    fix: 'Set spec.replicas to what the peak load needs, at most 10.',
  });
  expect(recipeInWords(violation.recipe!)).toBe('Release this change, but with spec.replicas of Deployment web set to 10.');
});

test.each([3, 9])('warns when the autoscaler may have run more than the %d pods of spec.replicas', count => {
  expect(violationsOn(rule, removedTo(count), scaled(3, 10))).toMatchObject([{
    severity: 'warning',
    message: `HorizontalPodAutoscaler web, which ran from 3 to 10 pods, no longer scales this Deployment, and spec.replicas is ${count}: `
      + 'at peak load the other pods are stopped at once, and none are added when the load rises.',
  }]);
});

test.each([10, 12])('passes with %d replicas, the maximum of the autoscaler or more', count => {
  expect(messagesOn(rule, removedTo(count), scaled(3, 10))).toEqual([]);
  expect(appliesTo(rule, removedTo(count), scaled(3, 10))).toBe(true);
});

test('warns without spec.replicas before and after: the number stays as the autoscaler left it', () => {
  const [violation] = violationsOn(rule, GONE, scaled(3, 10));
  expect(violation).toMatchObject({
    severity: 'warning',
    message: 'HorizontalPodAutoscaler web, which ran from 3 to 10 pods, no longer scales this Deployment, and without spec.replicas the number of pods stays as the autoscaler left it: '
      + 'none are added when the load rises.',
  });
  expect(recipeInWords(violation.recipe!)).toBe('Release this change, but with spec.replicas of Deployment web set to 10.');
  expect(messagesOn(rule, GONE, scaled(3, 3))).toEqual([]);
});

test('fails when spec.replicas is removed with it', () => {
  expect(violationsOn(rule, removedTo(null), hpa(3, 10))).toMatchObject([{
    severity: 'error',
    message: 'HorizontalPodAutoscaler web, which ran from 3 to 10 pods, no longer scales this Deployment, and spec.replicas 3 is left out as well: '
      + 'kubectl apply and Helm 3 remove it from the cluster, the API server defaults it to 1, and that one pod gets every request.',
  }]);
  expect(messagesOn(rule, removedTo(null), hpa(1, 1))).toEqual([]);
});

const keda = (fields: string) => `${replicas(null)}---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: web }
spec: { scaleTargetRef: { name: web }${fields} }
`;
const KEDA_GONE = 'kind: ScaledObject\n$patch: delete\n';

test('does not ask for the default maximum of KEDA', () => {
  const [violation] = violationsOn(rule, KEDA_GONE, keda(''));
  expect(violation.fix).toBe('Set spec.replicas to what the peak load needs.');
  expect(violation.recipe).toBeUndefined();
  expect(violationsOn(rule, KEDA_GONE, keda(', maxReplicaCount: 6'))[0].fix).toBe('Set spec.replicas to what the peak load needs, at most 6.');
});

test('fails when no pod is left, although KEDA scaled to zero at times', () => {
  expect(violationsOn(rule, `${replicas(0)}---\n${KEDA_GONE}`, keda(''))).toMatchObject([{ severity: 'error' }]);
  expect(violationsOn(rule, `${replicas(1)}---\n${KEDA_GONE}`, keda(''))).toMatchObject([{ severity: 'warning' }]);
});

test('does not apply where another autoscaler takes over, where there was none, or to pods without requests', () => {
  expect(appliesTo(rule, `${KEDA_GONE}---${hpa(1, 2)}`, keda(''))).toBe(false);
  expect(appliesTo(rule, replicas(1), '')).toBe(false);
  expect(appliesTo(rule, removedTo(1), `${scaled(3, 10)}---\nkind: Service\n$patch: delete\n`)).toBe(false);
});

test('an autoscaler that now has another name as its target gets the name of the Deployment back', () => {
  const [violation] = violationsOn(rule, `${replicas(null)}---${hpa(3, 10).replace('name: web }, min', 'name: web-server }, min')}`, scaled(3, 10));
  expect(violation).toMatchObject({
    severity: 'warning',
    path: ['spec', 'replicas'],
    fix: 'Set spec.scaleTargetRef.name of HorizontalPodAutoscaler web to web: no Deployment web-server is in the manifests.',
  });
  expect(recipeInWords(violation.recipe!)).toBe('Release this change, but with spec.scaleTargetRef.name of HorizontalPodAutoscaler web set to web.');
});
