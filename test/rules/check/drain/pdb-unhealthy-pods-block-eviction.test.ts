import { pdbUnhealthyPodsBlockEviction } from '../../../../src/rules/check/drain';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const policy = (value: string) => `kind: PodDisruptionBudget\nspec: { unhealthyPodEvictionPolicy: ${value} }\n`;

test('prints the remedy', () => {
  expect(verdictsOn(pdbUnhealthyPodsBlockEviction, policy('null'))).toMatchObject([{
    object: { kind: 'PodDisruptionBudget' },
    workload: { name: 'web' },
    violations: [{
      path: ['spec', 'unhealthyPodEvictionPolicy'],
      message: 'While more pods of web are broken than may be unavailable, not even the broken ones may be evicted: a version that crashes blocks every drain of its nodes.',
      fix: 'Set spec.unhealthyPodEvictionPolicy to AlwaysAllow.',
    }],
  }]);
});

test('finds the default if it is written out', () => {
  expect(messagesOn(pdbUnhealthyPodsBlockEviction, policy('IfHealthyBudget'))).toHaveLength(1);
});

test('AlwaysAllow passes', () => {
  expect(messagesOn(pdbUnhealthyPodsBlockEviction, policy('AlwaysAllow'))).toEqual([]);
  expect(appliesTo(pdbUnhealthyPodsBlockEviction, policy('AlwaysAllow'))).toBe(true);
});

test('is reported as info', () => {
  expect(pdbUnhealthyPodsBlockEviction.severity).toBe('info');
});

test('does not recommend the field to a cluster that does not support it', () => {
  expect(appliesTo(pdbUnhealthyPodsBlockEviction, policy('null'), { kubernetesMinor: 26 })).toBe(false);
  expect(appliesTo(pdbUnhealthyPodsBlockEviction, policy('null'), { kubernetesMinor: 27 })).toBe(true);
});

test('applies only to the pods of a Deployment', () => {
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
