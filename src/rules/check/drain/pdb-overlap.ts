import { perCluster } from '../../../analysis/memoize';
import { Budget, BUDGET_PATHS, groupedBy, ManifestObject, ManifestSet, PodOwner, showPath } from '../../../manifests';
import { podOwnerNames } from '../../wording/pods';
import { budgetRule } from '../budget-rule';

export const pdbOverlap = budgetRule({
  id: 'pdb-overlap',
  severity: 'error',
  title: 'Two PodDisruptionBudgets for the same pods',
  impact: 'Node drains, and so cluster upgrades, get stuck on these pods.',
  why: 'The eviction API answers 500 for a pod that more than one PodDisruptionBudget selects, whatever the budgets allow.',
  fix: 'Make sure that only one budget selects each pod.',
  reference: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/#specifying-a-poddisruptionbudget',
  examples: {
    failing: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: shop }
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector: { matchExpressions: [{ key: app, operator: Exists }] }
`,
    passing: `
kind: PodDisruptionBudget
spec: { selector: { matchLabels: { app: web } } }
`,
  },
  judge: ({ object }, { groups }, _profile, manifests) => {
    const overlaps = overlapsOf(manifests).get(object);
    if (groups.length === 0) { return undefined; }
    return overlaps ? [{
      path: BUDGET_PATHS.selector,
      message: `The pods of ${podOwnerNames(overlaps.groups)} are also counted by the budget ${podOwnerNames([...overlaps.others])}: the API server refuses to evict a pod with two budgets, so every drain of their nodes gets stuck.`,
      fix: `Remove this budget or the other, or narrow ${showPath(BUDGET_PATHS.selector)} so that it excludes the pods of ${podOwnerNames(overlaps.groups)}.`,
    }] : [];
  },
});

interface Overlap {
  readonly groups: PodOwner[];
  readonly others: Set<Budget>;
}

/** By the budget to change: of those for the same pods, the one that selects the most, or else the last. */
const overlapsOf = perCluster((manifests): ReadonlyMap<ManifestObject, Overlap> => {
  const overlaps = new Map<ManifestObject, Overlap>();
  const breadth = ({ object }: Budget): number => manifests.selected.get(object)!.length;
  for (const [group, budgets] of budgetsByPods(manifests)) {
    if (budgets.length < 2) { continue; }
    const widest = budgets.reduce((one, other) => breadth(other) >= breadth(one) ? other : one);
    const overlap = overlaps.get(widest.object) ?? { groups: [], others: new Set() };
    overlap.groups.push(group);
    for (const other of budgets) { if (other !== widest) { overlap.others.add(other); } }
    overlaps.set(widest.object, overlap);
  }
  return overlaps;
});

function budgetsByPods({ budgets, selected }: ManifestSet): Map<PodOwner, Budget[]> {
  return groupedBy(budgets, ({ object }) => selected.get(object)!);
}
