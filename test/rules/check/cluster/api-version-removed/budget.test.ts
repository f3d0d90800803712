import { budget as rule } from '../../../../../src/rules/check/cluster/api-version-removed/budget';
import { appliesTo, messagesOn, verdictsOn } from '../../judging';

const OLD = 'kind: PodDisruptionBudget\napiVersion: policy/v1beta1\n';

test('prints the remedy', () => {
  expect(verdictsOn(rule, OLD)).toMatchObject([{
    object: { kind: 'PodDisruptionBudget' },
    workload: { name: 'web' },
    violations: [{
      path: ['apiVersion'],
      message: 'Kubernetes 1.34 does not serve policy/v1beta1: the API server refuses the budget, and the release stops or the pods run without one.',
      fix: 'Set apiVersion to policy/v1.',
    }],
  }]);
});

test('applies from Kubernetes 1.25 on', () => {
  expect(messagesOn(rule, OLD, { kubernetesMinor: 25 })).toHaveLength(1);
  expect(appliesTo(rule, OLD, { kubernetesMinor: 24 })).toBe(false);
});

test('policy/v1 passes', () => {
  expect(messagesOn(rule, '')).toEqual([]);
  expect(appliesTo(rule, '')).toBe(true);
});
