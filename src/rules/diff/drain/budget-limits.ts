import { guardedBy } from '../../../analysis/disruption/guarded-pods';
import { allowsNone, limitField } from '../../../analysis/disruption/limits';
import { allowedDisruptions, BudgetLimit, replicaCounts } from '../../../lifecycle';
import { Budget, BUDGET_PATHS, ManifestSet, matcherOf, ReplicaRange, Workload } from '../../../manifests';
import { Edit, set } from '../recipe';

/** The numbers of pods, from 2, at which a budget allows no eviction. With one pod, a budget allows all evictions or none. */
export function blockedReplicaCounts(limit: BudgetLimit, range: ReplicaRange): number[] {
  return severalIn(range).filter(pods => allowedDisruptions(limit, pods) === 0);
}

/** The lowest number of pods, from 2, at which a budget allows to evict all at once; undefined if it always keeps one. */
export function fullDisruptionAt(limit: BudgetLimit, range: ReplicaRange): number | undefined {
  return severalIn(range).find(pods => allowedDisruptions(limit, pods) === pods);
}

function severalIn(range: ReplicaRange): number[] {
  return replicaCounts(range).filter(pods => pods > 1);
}

/** How far a budget blocks drains: 0 never, 1 at some numbers of pods, 2 always. */
export function blocking(budget: Budget, manifests: ManifestSet): 0 | 1 | 2 {
  if (allowsNone(budget)) { return 2; }
  const { sole } = guardedBy(budget, manifests);
  const stuck = sole && budget.limit ? blockedReplicaCounts(budget.limit, sole.replicas) : [];
  if (!sole || stuck.length === 0) { return 0; }
  return stuck.length < severalIn(sole.replicas).length ? 1 : 2;
}

/** The budgets that keep a pod of a Deployment, whatever its number of pods. */
export function protectorsOf(workload: Workload, manifests: ManifestSet): Budget[] {
  return workload.budgets.filter(budget => fullDisruptionOf(budget, workload, manifests) === undefined);
}

/** The number of pods of a Deployment at which a budget allows to evict all of them; undefined if it never does, or if it counts other pods too. */
export function fullDisruptionOf(budget: Budget, workload: Workload, manifests: ManifestSet): number | undefined {
  const { limit } = budget;
  return limit && guardedBy(budget, manifests).sole === workload ? fullDisruptionAt(limit, workload.replicas) : undefined;
}

/** Whether the selector of a budget also matches pods of its namespace that were created from another template. */
export function selectsPods({ selector }: Budget, { podLabels }: Pick<Workload, 'podLabels'>): boolean {
  return selector !== undefined && matcherOf(selector)(podLabels);
}

/** Sets the limit of a budget. */
export function setLimit({ object, limit }: Budget, wanted: BudgetLimit): Edit[] {
  const { path, value } = limitField(wanted);
  const other = limit && 'minAvailable' in limit ? BUDGET_PATHS.minAvailable : BUDGET_PATHS.maxUnavailable;
  return [...limit && other !== path ? [set(object, other, undefined)] : [], set(object, path, value)];
}
