import { replicasSetBesideAutoscaler } from '../../../../src/rules/check/autoscaling';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const rule = replicasSetBesideAutoscaler;

function autoscaled(replicas: string, min = 3, max = 10): string {
  return `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }, minReplicas: ${min}, maxReplicas: ${max} }
---
kind: Deployment
spec: { replicas: ${replicas} }
`;
}

test('says what each apply does, and how to hand over', () => {
  expect(verdictsOn(rule, autoscaled('3'))[0].violations).toMatchObject([{
    path: ['spec', 'replicas'],
    message: 'HorizontalPodAutoscaler web chooses between 3 and 10 pods, but spec.replicas is 3: each apply scales back to 3 and stops the other pods at once, '
      + 'and under load the rest get every request.',
    fix: "Set spec.replicas to 10, so that an apply only adds pods, or if kubectl applies it, run kubectl apply edit-last-applied deployment/web -n shop, remove spec.replicas there and then in this manifest, and give that as the reason in metadata.annotations['cdk8s-zero-downtime/acknowledge.autoscaler-adoption-resets-replicas'].",
  }]);
});

test('finds a ScaledObject of KEDA, too', () => {
  expect(messagesOn(rule, 'apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: { name: s }\nspec: { scaleTargetRef: { name: web }, minReplicaCount: 2, maxReplicaCount: 5 }\n')).toEqual([
    'ScaledObject s chooses between 2 and 5 pods, but spec.replicas is 3: each apply scales back to 3 and stops the other pods at once, and under load the rest get every request.',
  ]);
});

test('finds replicas 0, which switches the autoscaler off', () => {
  expect(messagesOn(rule, autoscaled('0'))).toHaveLength(1);
});

test('passes without replicas', () => {
  expect(appliesTo(rule, autoscaled('null'))).toBe(true);
  expect(messagesOn(rule, autoscaled('null'))).toEqual([]);
});

test('passes the maximum of the autoscaler, since then no apply stops a pod', () => {
  expect(messagesOn(rule, autoscaled('3', 3, 3))).toEqual([]);
  expect(messagesOn(rule, autoscaled('4', 3, 4))).toEqual([]);
  expect(messagesOn(rule, autoscaled('3', 3, 4))).toHaveLength(1);
});

test('does not apply without an autoscaler', () => {
  expect(appliesTo(rule, '')).toBe(false);
  expect(appliesTo(rule, autoscaled('3').replace('kind: Deployment, name: web', 'kind: Deployment, name: other'))).toBe(false);
});
