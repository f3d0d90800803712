import { countsPods, withoutScale } from '../../../analysis/disruption/countable-pods';
import { GuardedPods } from '../../../analysis/disruption/guarded-pods';
import { allowsNone } from '../../../analysis/disruption/limits';
import { areColours } from '../../../analysis/traffic/sibling-pods';
import { BudgetLimit } from '../../../lifecycle';
import { BUDGET_PATHS, isEmptySelector, ManifestSet, PodOwner, showPath, Workload } from '../../../manifests';
import { narrowedTo, showLimit } from '../../fixes/budget';
import { labelsToMatch } from '../../fixes/budget-selector';
import { Violation } from '../../rule';
import { podOwnerNames } from '../../wording/pods';
import { budgetRule } from '../budget-rule';

export const pdbMatchesUnrelatedPods = budgetRule({
  id: 'pdb-matches-unrelated-pods',
  severity: 'error',
  otherSeverities: ['warning'],
  title: 'PodDisruptionBudget that matches unrelated pods',
  impact: 'Node drains get stuck, or evict all pods of one service because another one has enough.',
  why: 'A budget adds up the replicas of all pods that it selects. Pods of a Job, CronJob or DaemonSet have no number of replicas: if one of them is selected too, the controller gives up and allows no eviction.',
  fix: 'Give each service its own budget, with labels that only its pods have.',
  reference: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/#arbitrary-controllers-and-selectors',
  examples: {
    failing: `
apiVersion: batch/v1
kind: CronJob
metadata: { name: report }
spec:
  schedule: 0 3 * * *
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      template:
        metadata: { labels: { app: web } }
        spec:
          restartPolicy: Never
          containers: [{ name: report, image: registry.example.com/report:1.0.0 }]
---
kind: Service
$patch: delete
`,
    passing: `
apiVersion: batch/v1
kind: CronJob
metadata: { name: report }
spec:
  schedule: 0 3 * * *
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      template:
        metadata: { labels: { app: report } }
        spec:
          restartPolicy: Never
          containers: [{ name: report, image: registry.example.com/report:1.0.0 }]
---
kind: Service
$patch: delete
`,
  },
  judge: (budget, guarded, _profile, manifests) => {
    const { limit, selector, object } = budget;
    const isOfNamespace = selector && isEmptySelector(selector) && object.apiVersion !== 'policy/v1beta1';
    if (isOfNamespace) { return [{ ...OF_NAMESPACE, ...labelsToMatch(object, guarded, manifests) }]; }
    if (guarded.groups.length === 0 || !selector || isEmptySelector(selector)) { return undefined; }
    const wrong = limit && !allowsNone(budget) && uncountable(limit, guarded) || notTogether(guarded, manifests);
    return wrong ? [wrong] : [];
  },
});

const OF_NAMESPACE = {
  path: BUDGET_PATHS.selector,
  severity: 'warning',
  message: `The ${showPath(BUDGET_PATHS.selector)} is empty, which matches every present and future pod of the namespace: one broken pod uses up the allowed disruptions of all of them, and blocks drains.`,
} as const;

// For a whole number that must stay, the controller counts pods and needs no number of replicas.
function uncountable(limit: BudgetLimit, { groups, workload }: GuardedPods): Violation | undefined {
  const without = withoutScale(groups);
  if (!workload || without.length === 0 || countsPods(limit)) { return undefined; }
  return {
    path: BUDGET_PATHS.selector,
    message: `The budget also selects the pods of ${without[0].object.kind} ${podOwnerNames(without)}, which has no number of replicas from which to calculate ${showLimit(limit)}: while such a pod exists, no pod of ${podOwnerNames([workload])} may be evicted and drains get stuck.`,
    fix: narrow(workload),
  };
}

function notTogether({ groups, workload }: GuardedPods, manifests: ManifestSet): Violation | undefined {
  if (!workload || groups.length < 2 || haveCommonService(groups, workload, manifests)) { return undefined; }
  if (groups.every(group => group.object === workload.object || areColours(group, workload))) { return undefined; }
  return {
    path: BUDGET_PATHS.selector,
    message: `The budget counts the pods of ${podOwnerNames(groups)} together: broken pods of one block the drains of the others, and a drain may evict more pods of one than it can spare.`,
    fix: narrow(workload),
    severity: 'warning',
  };
}

// Two versions of one service, such as a canary beside the stable one.
function haveCommonService(groups: readonly PodOwner[], { services }: Workload, { selected }: ManifestSet): boolean {
  return services.some(({ object }) => {
    const served = new Set(selected.get(object));
    return groups.every(group => served.has(group));
  });
}

function narrow(workload: Workload): string {
  return `${narrowedTo(workload)}, and give the others their own budget.`;
}
