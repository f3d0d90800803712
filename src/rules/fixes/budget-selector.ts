import { edited, Fix } from './edited';
import { GuardedPods } from '../../analysis/disruption/guarded-pods';
import { orphanedBudgets } from '../../analysis/disruption/orphaned-budgets';
import { BUDGET_PATHS, ManifestObject, ManifestSet, showPath } from '../../manifests';
import { labelsToSelect } from '../wording/pods';

/** Labels to match instead of a missing or empty selector. */
export function labelsToMatch(budget: ManifestObject, { sole }: GuardedPods, manifests: ManifestSet): Fix {
  const meant = orphanedBudgets(manifests).get(budget) ?? sole;
  const path = [...BUDGET_PATHS.selector, 'matchLabels'];
  return meant
    ? edited([{ path, value: labelsToSelect(meant) }], { or: 'to those of other pods that the budget is meant for', byHand: 'which pods the budget is meant for' })
    : { fix: `Set ${showPath(path)} to those of the pods that the budget is meant for.` };
}
