import { uncounted } from '../../../../analysis/disruption/countable-pods';
import { GuardedPods } from '../../../../analysis/disruption/guarded-pods';
import { allowsNone, limitField } from '../../../../analysis/disruption/limits';
import { podsIn } from '../../../../analysis/traffic/known-pods';
import { BudgetLimit } from '../../../../lifecycle';
import { BUDGET_PATHS, Budget, PodOwner, showPath } from '../../../../manifests';
import { kindOfUncounted, oneOfThese, showLimit } from '../../../fixes/budget';
import { Violation } from '../../../rule';
import { podOwnerNames, podsBetween } from '../../../wording/pods';
import { budgetPart } from '../../budget-rule';

export const noDisruptions = budgetPart((budget, guarded, _profile, manifests) => {
  // A budget that selects none of the pods is reported by another rule.
  if (guarded.groups.length === 0 && podsIn(manifests, budget.object.namespace).length > 0) {
    return undefined;
  }
  // Beside a Deployment these pods do not belong in its budget: another rule reports that.
  const ignored = guarded.workload ? [] : uncounted(budget, guarded);
  if (budget.limit && ignored.length > 0) { return [notCounted(budget.limit, ignored, guarded)]; }
  if (allowsNone(budget)) { return [forEver(budget, guarded)]; }
  return atMost(budget, guarded);
});

const STUCK = 'every node drain, and so every cluster upgrade, gets stuck';

// The controller gives up with CalculateExpectedPodCountFailed, and the API server answers every eviction with 429.
function notCounted(limit: BudgetLimit, ignored: PodOwner[], guarded: GuardedPods): Violation {
  return {
    path: limitField(limit).path,
    message: `With ${showLimit(limit)}, the budget cannot count ${kindOfUncounted(ignored)}: only a whole number in ${showPath(BUDGET_PATHS.minAvailable)} can. While pods of ${podOwnerNames(ignored)} run, no pod of ${podOwnerNames(guarded.groups)} may be evicted, and ${STUCK}.`,
    ...oneOfThese(limit, guarded),
  };
}

function forEver({ limit }: Budget, guarded: GuardedPods): Violation {
  const { groups } = guarded;
  const pods = groups.length === 0 ? 'that it selects' : `of ${podOwnerNames(groups)}`;
  const because = limit ? `With ${showLimit(limit)},`
    : `The budget sets neither ${showPath(BUDGET_PATHS.maxUnavailable)} nor ${showPath(BUDGET_PATHS.minAvailable)}, so`;
  return {
    path: limit ? limitField(limit).path : BUDGET_PATHS.maxUnavailable,
    message: `${because} no pod ${pods} may ever be evicted: ${STUCK}.`,
    ...oneOfThese(limit, guarded),
  };
}

// With one replica a budget allows no eviction or all: single-replica.ts.
function atMost({ limit }: Budget, guarded: GuardedPods): Violation[] {
  const { sole } = guarded;
  if (!sole || !limit || !('minAvailable' in limit) || typeof limit.minAvailable === 'string') { return []; }
  const { min, max } = sole.replicas;
  if (max < 2 || limit.minAvailable < max) { return []; }
  return [{
    path: BUDGET_PATHS.minAvailable,
    message: `With ${showLimit(limit)}, none of the ${podsBetween(min, max)} of ${podOwnerNames([sole])} may be evicted: ${STUCK}.`,
    ...oneOfThese(limit, guarded),
  }];
}
