import { BudgetLimit, CountOrPercent } from '../../lifecycle';
import { Budget, BUDGET_PATHS, Path } from '../../manifests';

/** The path of a limit in its budget, and its value. */
export function limitField(limit: BudgetLimit): { readonly path: Path; readonly value: CountOrPercent } {
  return 'maxUnavailable' in limit
    ? { path: BUDGET_PATHS.maxUnavailable, value: limit.maxUnavailable }
    : { path: BUDGET_PATHS.minAvailable, value: limit.minAvailable };
}

/** Whether it allows no eviction at any number of replicas: `maxUnavailable: 0`, `minAvailable: 100%`, or neither of the two. */
export function allowsNone({ limit }: Budget): boolean {
  if (!limit) { return true; }
  return 'maxUnavailable' in limit ? Number.parseInt(`${limit.maxUnavailable}`, 10) === 0
    : typeof limit.minAvailable === 'string' && Number.parseInt(limit.minAvailable, 10) >= 100;
}
