/**
 * How many pods a node drain may evict at once.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
import { CountOrPercent, resolveUp } from './count-or-percent';

/** The limit of a PodDisruptionBudget: exactly one of the two. */
export type BudgetLimit =
  | { readonly maxUnavailable: CountOrPercent }
  | { readonly minAvailable: CountOrPercent };

/**
 * `max(0, replicas - desired)`, all pods being healthy. Both percentages round up: `maxUnavailable: 1%` of 2 lets
 * one pod go, `minAvailable: 90%` of 3 lets none.
 */
export function allowedDisruptions(limit: BudgetLimit, replicas: number): number {
  const desired = 'maxUnavailable' in limit
    ? Math.max(0, replicas - resolveUp(limit.maxUnavailable, replicas))
    : resolveUp(limit.minAvailable, replicas);
  return Math.max(0, replicas - desired);
}
