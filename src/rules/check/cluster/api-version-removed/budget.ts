import { BUDGET_PATHS, isEmptySelector, rootOf, selectorAt } from '../../../../manifests';
import { edited } from '../../../fixes/edited';
import { budgetPart } from '../../budget-rule';

const REMOVED_IN = 25;

export const budget = budgetPart(({ object: { apiVersion, json } }, _guarded, { kubernetesMinor }) => {
  if (kubernetesMinor < REMOVED_IN) { return undefined; }
  const selector = selectorAt(rootOf(json), BUDGET_PATHS.selector);
  return apiVersion !== 'policy/v1beta1' ? [] : [{
    path: ['apiVersion'],
    message: `Kubernetes 1.${kubernetesMinor} does not serve policy/v1beta1: the API server refuses the budget, and the release stops or the pods run without one.`,
    ...edited([{ path: ['apiVersion'], value: 'policy/v1' }], {
      byHand: selector && isEmptySelector(selector) ? 'which pods it is for: from policy/v1 on an empty selector selects all' : undefined,
    }),
  }];
});
