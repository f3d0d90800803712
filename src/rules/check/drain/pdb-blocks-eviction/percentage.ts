import { allowsNone } from '../../../../analysis/disruption/limits';
import { allowedDisruptions, replicaCounts } from '../../../../lifecycle';
import { BUDGET_PATHS } from '../../../../manifests';
import { oneAtATime, showLimit } from '../../../fixes/budget';
import { podOwnerNames, podsBetween } from '../../../wording/pods';
import { budgetPart } from '../../budget-rule';

export const percentage = budgetPart((budget, { sole }) => {
  const { limit } = budget;
  if (!sole || sole.replicas.max < 2 || !limit || !('minAvailable' in limit) || typeof limit.minAvailable !== 'string' || allowsNone(budget)) {
    return undefined;
  }
  // With one replica a budget allows no eviction or all: single-replica.ts.
  const blocked = replicaCounts(sole.replicas).filter(count => count > 1 && allowedDisruptions(limit, count) === 0);
  if (blocked.length === 0) { return []; }
  const pods = podsBetween(blocked[0], blocked[blocked.length - 1]);
  return [{
    path: BUDGET_PATHS.minAvailable,
    message: `With ${pods}, ${showLimit(limit)} rounds up to all of them: none of ${podOwnerNames([sole])} may be evicted, and every drain of their nodes gets stuck.`,
    ...oneAtATime(limit, { byHand: 'how many pods must stay' }),
  }];
});
