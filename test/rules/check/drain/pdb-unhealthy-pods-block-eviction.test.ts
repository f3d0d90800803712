import { pdbUnhealthyPodsBlockEviction } from '../../../../src/rules/check/drain';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const policy = (value: string) => `kind: PodDisruptionBudget\nspec: { unhealthyPodEvictionPolicy: ${value} }\n`;

test('says what to write', () => {
  expect(verdictsOn(pdbUnhealthyPodsBlockEviction, policy('null'))).toMatchObject([{
    object: { kind: 'PodDisruptionBudget' },
    workload: { name: 'web' },
    violations: [{
      path: ['spec', 'unhealthyPodEvictionPolicy'],
      message: 'While more pods of web are broken than the budget lets go, not even the broken ones may be evicted: a version that crashes blocks every drain of its nodes.',
      fix: 'Set spec.unhealthyPodEvictionPolicy to AlwaysAllow.',
    }],
  }]);
});

test('the default written out is no better', () => {
  expect(messagesOn(pdbUnhealthyPodsBlockEviction, policy('IfHealthyBudget'))).toHaveLength(1);
});

test('AlwaysAllow passes', () => {
  expect(messagesOn(pdbUnhealthyPodsBlockEviction, policy('AlwaysAllow'))).toEqual([]);
  expect(appliesTo(pdbUnhealthyPodsBlockEviction, policy('AlwaysAllow'))).toBe(true);
});

test('is a habit, no error', () => {
  expect(pdbUnhealthyPodsBlockEviction.severity).toBe('info');
});

test('does not ask a cluster for a field that it does not know', () => {
  expect(appliesTo(pdbUnhealthyPodsBlockEviction, policy('null'), { kubernetesMinor: 26 })).toBe(false);
  expect(appliesTo(pdbUnhealthyPodsBlockEviction, policy('null'), { kubernetesMinor: 27 })).toBe(true);
});

test('does not apply to the pods of anything but a Deployment', () => {
  expect(appliesTo(pdbUnhealthyPodsBlockEviction, `${policy('null')}---
kind: Deployment
$patch: delete
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec: { template: { metadata: { labels: { app: web } }, spec: { containers: [] } } }
`)).toBe(false);
});
