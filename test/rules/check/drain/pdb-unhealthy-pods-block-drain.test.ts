import { pdbUnhealthyPodsBlockDrain } from '../../../../src/rules/check/drain';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const policy = (value: string) => `kind: PodDisruptionBudget\nspec: { unhealthyPodEvictionPolicy: ${value} }\n`;

test('says what to write', () => {
  expect(verdictsOn(pdbUnhealthyPodsBlockDrain, policy('null'))).toMatchObject([{
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
  expect(messagesOn(pdbUnhealthyPodsBlockDrain, policy('IfHealthyBudget'))).toHaveLength(1);
});

test('AlwaysAllow passes', () => {
  expect(messagesOn(pdbUnhealthyPodsBlockDrain, policy('AlwaysAllow'))).toEqual([]);
  expect(appliesTo(pdbUnhealthyPodsBlockDrain, policy('AlwaysAllow'))).toBe(true);
});

test('is a habit, no error', () => {
  expect(pdbUnhealthyPodsBlockDrain.severity).toBe('info');
});

test('does not ask a cluster for a field that it does not know', () => {
  expect(appliesTo(pdbUnhealthyPodsBlockDrain, policy('null'), { kubernetesMinor: 26 })).toBe(false);
  expect(appliesTo(pdbUnhealthyPodsBlockDrain, policy('null'), { kubernetesMinor: 27 })).toBe(true);
});

test('does not apply to the pods of anything but a Deployment', () => {
  expect(appliesTo(pdbUnhealthyPodsBlockDrain, `${policy('null')}---
kind: Deployment
$patch: delete
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec: { template: { metadata: { labels: { app: web } }, spec: { containers: [] } } }
`)).toBe(false);
});
