import { guardedBy } from '../../../analysis/disruption/guarded-pods';
import { allowsNone, limitField } from '../../../analysis/disruption/limits';
import { allowedDisruptions, BudgetLimit, replicaCounts } from '../../../lifecycle';
import { Budget, BUDGET_PATHS, ManifestSet, matcherOf, ReplicaRange, Workload } from '../../../manifests';
import { Edit, set } from '../recipe';

/** The numbers of pods, from 2, at which a budget lets none go. At one pod every budget lets nobody go or everybody. */
export function blockedReplicaCounts(limit: BudgetLimit, range: ReplicaRange): number[] {
  return severalIn(range).filter(pods => allowedDisruptions(limit, pods) === 0);
}

/** The fewest pods, from 2, that a budget lets go all at once; undefined if it always keeps one. */
export function fullDisruptionAt(limit: BudgetLimit, range: ReplicaRange): number | undefined {
  return severalIn(range).find(pods => allowedDisruptions(limit, pods) === pods);
}

function severalIn(range: ReplicaRange): number[] {
  return replicaCounts(range).filter(pods => pods > 1);
}

/** How far drains get: 0 where they always go on, 1 where not at some numbers of pods, 2 where never. */
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

/** At how many pods of a Deployment a budget lets all of them go; undefined if it never does, or nobody knows how many others it counts. */
export function fullDisruptionOf(budget: Budget, workload: Workload, manifests: ManifestSet): number | undefined {
  const { limit } = budget;
  return limit && guardedBy(budget, manifests).sole === workload ? fullDisruptionAt(limit, workload.replicas) : undefined;
}

/** Whether the selector of a budget fits pods of its namespace that were made from another template, too. */
export function selectsPods({ selector }: Budget, { podLabels }: Pick<Workload, 'podLabels'>): boolean {
  return selector !== undefined && matcherOf(selector)(podLabels);
}

/** Sets the limit of a budget. */
export function setLimit({ object, limit }: Budget, wanted: BudgetLimit): Edit[] {
  const { path, value } = limitField(wanted);
  const other = limit && 'minAvailable' in limit ? BUDGET_PATHS.minAvailable : BUDGET_PATHS.maxUnavailable;
  return [...limit && other !== path ? [set(object, other, undefined)] : [], set(object, path, value)];
}
