import { allowsNone } from '../../../analysis/disruption/limits';
import { allowedDisruptions, replicaCounts } from '../../../lifecycle';
import { BUDGET_PATHS } from '../../../manifests';
import { oneAtATime, showLimit } from '../../fixes/budget';
import { podOwnerNames, podsBetween } from '../../wording/pods';
import { budgetRule } from '../budget-rule';

export const pdbPercentRoundsToZero = budgetRule({
  id: 'pdb-percent-rounds-to-zero',
  severity: 'error',
  title: 'A percentage that rounds up to all pods',
  impact: 'Node drains get stuck, though the budget looks as if it let pods go.',
  why: 'The share of pods that must stay rounds up: 90 % of 3 pods is 2.7, so 3 of 3 must stay and none may be evicted.',
  fix: 'Say how many may go instead of how many must stay: maxUnavailable 1, or a percentage of it, which rounds up as well.',
  reference: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/#rounding-logic-when-specifying-percentages',
  examples: {
    failing: `
kind: PodDisruptionBudget
spec: { maxUnavailable: null, minAvailable: 90% }
`,
    passing: `
kind: PodDisruptionBudget
spec: { maxUnavailable: null, minAvailable: 50% }
`,
  },
  judge: (budget, { sole }) => {
    const { limit } = budget;
    if (!sole || sole.replicas.max < 2 || !limit || !('minAvailable' in limit) || typeof limit.minAvailable !== 'string' || allowsNone(budget)) {
      return undefined;
    }
    // At one replica every budget lets nobody go or everybody; that is a rule of its own.
    const blocked = replicaCounts(sole.replicas).filter(count => count > 1 && allowedDisruptions(limit, count) === 0);
    if (blocked.length === 0) { return []; }
    const pods = podsBetween(blocked[0], blocked[blocked.length - 1]);
    return [{
      path: BUDGET_PATHS.minAvailable,
      message: `At ${pods} ${showLimit(limit)} rounds up to all of them: none of ${podOwnerNames([sole])} may be evicted, and every drain of their nodes gets stuck.`,
      ...oneAtATime(limit, { byHand: 'how many pods have to stay' }),
    }];
  },
});
