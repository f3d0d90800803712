import { allowsNone, limitField } from '../../../analysis/disruption/limits';
import { allowedDisruptions } from '../../../lifecycle';
import { BUDGET_PATHS, showPath } from '../../../manifests';
import { showLimit } from '../../fixes/budget';
import { podOwnerNames } from '../../wording/pods';
import { budgetRule } from '../budget-rule';

export const pdbWithSingleReplica = budgetRule({
  id: 'pdb-with-single-replica',
  severity: 'error',
  title: 'A budget that keeps the only pod',
  impact: 'Node drains, and so cluster upgrades, get stuck on this pod until somebody deletes it by hand.',
  why: 'An eviction takes a pod before its replacement is there. With one pod a budget either refuses every eviction or guards nothing.',
  fix: 'Run at least 2 replicas, of which one may go at a time.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-budgets',
  examples: {
    failing: `
kind: Service
$patch: delete
---
kind: Deployment
spec: { replicas: 1 }
---
kind: PodDisruptionBudget
spec: { maxUnavailable: null, minAvailable: 1 }
`,
    passing: `
kind: Service
$patch: delete
---
kind: Deployment
spec: { replicas: 1 }
---
kind: PodDisruptionBudget
spec: { maxUnavailable: 1 }
`,
  },
  judge: (budget, { sole }) => {
    const { limit } = budget;
    if (!limit || sole?.replicas.max !== 1 || allowsNone(budget)) { return undefined; }
    if (allowedDisruptions(limit, 1) > 0) { return []; }
    const { path } = limitField(limit);
    return [{
      path,
      message: `With ${showLimit(limit)}, the only pod of ${podOwnerNames([sole])} may never be evicted: every drain of its node gets stuck.`,
      fix: `Run 2 pods of ${podOwnerNames([sole])}, or replace ${showPath(path)} with ${showPath(BUDGET_PATHS.maxUnavailable)} 1 if a drain may stop the only one.`,
    }];
  },
});
