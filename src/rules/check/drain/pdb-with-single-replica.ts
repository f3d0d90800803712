import { allowsNone, limitField } from '../../../analysis/disruption/limits';
import { heldData } from '../../../analysis/scaling/held-data';
import { allowedDisruptions } from '../../../lifecycle';
import { oneAtATime, showLimit } from '../../fixes/budget';
import { movedData } from '../../fixes/data';
import { podOwnerNames } from '../../wording/pods';
import { budgetRule } from '../budget-rule';

export const pdbWithSingleReplica = budgetRule({
  id: 'pdb-with-single-replica',
  severity: 'error',
  title: 'A budget that keeps the only pod',
  impact: 'Node drains, and so cluster upgrades, get stuck on this pod until somebody deletes it by hand.',
  why: 'An eviction takes a pod before its replacement is there. With one pod a budget either refuses every eviction or guards nothing.',
  fix: 'Run at least 2 replicas, of which one may go at a time, or let a drain stop the only one.',
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
  judge: (budget, { sole }, _profile, manifests) => {
    const { limit } = budget;
    if (!limit || sole?.replicas.max !== 1 || allowsNone(budget)) { return undefined; }
    if (allowedDisruptions(limit, 1) > 0) { return []; }
    const data = heldData(sole, manifests);
    return [{
      path: limitField(limit).path,
      message: `With ${showLimit(limit)}, the only pod of ${podOwnerNames([sole])} may never be evicted: every drain of its node gets stuck.`,
      ...oneAtATime(limit, { or: data ? movedData(data) : `run 2 pods of ${podOwnerNames([sole])}`, byHand: 'whether a drain may stop the only pod' }),
    }];
  },
});
