import { pdbV1beta1Removed } from '../../../../src/rules/check/drain';
import { appliesTo, messagesOn, verdictsOn } from '../judging';

const OLD = 'kind: PodDisruptionBudget\napiVersion: policy/v1beta1\n';

test('says what to write', () => {
  expect(verdictsOn(pdbV1beta1Removed, OLD)).toMatchObject([{
    object: { kind: 'PodDisruptionBudget' },
    workload: { name: 'web' },
    violations: [{
      path: ['apiVersion'],
      message: 'Kubernetes 1.34 does not know policy/v1beta1: the API server refuses the budget, and the release stops or the pods run without one.',
      fix: 'Set apiVersion to policy/v1.',
    }],
  }]);
});

test('from Kubernetes 1.25 on', () => {
  expect(messagesOn(pdbV1beta1Removed, OLD, { kubernetesMinor: 25 })).toHaveLength(1);
  expect(appliesTo(pdbV1beta1Removed, OLD, { kubernetesMinor: 24 })).toBe(false);
});

test('policy/v1 passes', () => {
  expect(messagesOn(pdbV1beta1Removed, '')).toEqual([]);
  expect(appliesTo(pdbV1beta1Removed, '')).toBe(true);
});
