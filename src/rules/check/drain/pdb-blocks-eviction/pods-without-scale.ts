import { countsPods } from '../../../../analysis/disruption/countable-pods';
import { allowsNone, limitField } from '../../../../analysis/disruption/limits';
import { podsWithoutScale } from '../../../../analysis/disruption/pods-without-scale';
import { BudgetLimit } from '../../../../lifecycle';
import { BUDGET_PATHS, showPath } from '../../../../manifests';
import { numbered, showLimit } from '../../../fixes/budget';
import type { Fix } from '../../../fixes/edited';
import { budgetPart } from '../../budget-rule';

const MINIMUM = showPath(BUDGET_PATHS.minAvailable);

/** Pods of an operator whose controller has no subresource scale: only a whole minAvailable counts them. */
export const ofPodsWithoutScale = budgetPart((budget, { groups }, _profile, manifests) => {
  const { limit } = budget;
  const found = groups.length === 0 && limit ? podsWithoutScale(budget, manifests) : undefined;
  if (!found || !limit || allowsNone(budget)) { return undefined; }
  if (countsPods(limit)) { return []; }
  return [{
    path: limitField(limit).path,
    message: `With ${showLimit(limit)}, the budget cannot count pods of a ${found.owner}, which has no subresource scale: only a whole number in ${MINIMUM} can. `
      + 'No pod that it selects may ever be evicted: every node drain, and so every cluster upgrade, gets stuck.',
    ...found.guardedBy === undefined ? counted(limit, found.pods) : { fix: `Remove the budget: ${found.guardedBy} writes one with a whole number for these pods.` },
  }];
});

function counted(limit: BudgetLimit, pods: number | undefined): Fix {
  if (pods === undefined) { return { fix: `Set ${MINIMUM} instead to the number of these pods minus 1.` }; }
  return pods > 1 ? numbered(limit, pods - 1, { byHand: 'how many of these pods may stop at the same time' })
    : { fix: `Remove the budget: a whole ${MINIMUM} of 1 allows no eviction either, as long as only one pod runs.` };
}
