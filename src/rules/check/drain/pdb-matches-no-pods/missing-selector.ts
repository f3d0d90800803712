import { BUDGET_PATHS, isEmptySelector, rootOf, selectorAt, showPath } from '../../../../manifests';
import { labelsToMatch } from '../../../fixes/budget-selector';
import { budgetPart } from '../../budget-rule';

export const missingSelector = budgetPart(({ object }, guarded, _profile, manifests) => {
  const selector = selectorAt(rootOf(object.json), BUDGET_PATHS.selector);
  const path = BUDGET_PATHS.selector;
  if (!selector) {
    return [{ path, message: `The budget has no ${showPath(path)}, so it matches no pod: drains may evict all pods at once.`, ...labelsToMatch(object, guarded, manifests) }];
  }
  return object.apiVersion !== 'policy/v1beta1' || !isEmptySelector(selector) ? [] : [{
    path,
    message: `The ${showPath(path)} is empty, which matches no pod in policy/v1beta1, but every pod of the namespace in policy/v1: drains may evict all pods at once now, and get stuck after the change.`,
    ...labelsToMatch(object, guarded, manifests),
  }];
});
