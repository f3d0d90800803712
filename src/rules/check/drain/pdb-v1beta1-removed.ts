import { BUDGET_PATHS, isEmptySelector, rootOf, selectorAt } from '../../../manifests';
import { edited } from '../../fixes/edited';
import { budgetRule } from '../budget-rule';

const REMOVED_IN = 25;

export const pdbV1beta1Removed = budgetRule({
  id: 'pdb-v1beta1-removed',
  severity: 'error',
  title: 'A budget of a version that the cluster does not know',
  impact: 'The release stops with "no matches for kind", or the pods run without a budget and a drain may evict all of them at once.',
  why: 'Kubernetes 1.25 removed policy/v1beta1. What policy/v1 has instead is there since 1.21.',
  fix: 'Use policy/v1.',
  reference: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/#poddisruptionbudget-v125',
  examples: {
    failing: `
kind: PodDisruptionBudget
apiVersion: policy/v1beta1
`,
    passing: `
kind: PodDisruptionBudget
apiVersion: policy/v1
`,
  },
  judge: ({ object: { apiVersion, json } }, _guarded, { kubernetesMinor }) => {
    if (kubernetesMinor < REMOVED_IN) { return undefined; }
    const selector = selectorAt(rootOf(json), BUDGET_PATHS.selector);
    return apiVersion !== 'policy/v1beta1' ? [] : [{
      path: ['apiVersion'],
      message: `Kubernetes 1.${kubernetesMinor} does not know policy/v1beta1: the API server refuses the budget, and the release stops or the pods run without one.`,
      ...edited([{ path: ['apiVersion'], value: 'policy/v1' }], {
        byHand: selector && isEmptySelector(selector) ? 'which pods it is for: from policy/v1 on an empty selector selects all' : undefined,
      }),
    }];
  },
});
