import { orphanedBudgets } from '../../../../analysis/disruption/orphaned-budgets';
import { podsWithoutScale } from '../../../../analysis/disruption/pods-without-scale';
import { mayHaveForeignPods } from '../../../../analysis/traffic/foreign-pods';
import { podsIn } from '../../../../analysis/traffic/known-pods';
import { BUDGET_PATHS, LabelSelector, showPath } from '../../../../manifests';
import { shorten } from '../../../../text';
import { edited } from '../../../fixes/edited';
import { labelsToSelect, podOwnerNames } from '../../../wording/pods';
import { budgetPart } from '../../budget-rule';

export const unmatchedSelector = budgetPart((budget, { groups }, _profile, manifests) => {
  const { object, selector } = budget;
  // If there are no pods at all, they are in other files; others are created by an operator.
  const hasPods = podsIn(manifests, object.namespace).length > 0;
  const isForeign = mayHaveForeignPods(manifests, object.namespace) || podsWithoutScale(budget, manifests) !== undefined;
  if (!selector || !hasPods || isForeign) { return undefined; }
  if (groups.length > 0) { return []; }
  const meant = orphanedBudgets(manifests).get(object);
  const follows = meant ? `so drains may evict all pods of ${podOwnerNames([meant])} at once` : 'so the budget protects no pod here';
  return [{
    path: BUDGET_PATHS.selector,
    message: `No pod here matches the selector ${showSelector(selector)}, ${follows}.`,
    ...meant
      ? edited([{ path: BUDGET_PATHS.selector, value: { matchLabels: labelsToSelect(meant) } }], { byHand: 'which pods the budget is meant for' })
      : { fix: `Set ${showPath([...BUDGET_PATHS.selector, 'matchLabels'])} to labels of the pods that the budget is meant for, or remove the budget.` },
  }];
});

function showSelector({ matchLabels, matchExpressions }: LabelSelector): string {
  const pairs = Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`);
  const expressions = matchExpressions.map(({ key, operator, values }) => `${key} ${operator}${values.length > 0 ? ` (${values.join(', ')})` : ''}`);
  return shorten([...pairs, ...expressions].join(', '), 200);
}
