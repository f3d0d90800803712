import { BudgetLimit } from '../../lifecycle';
import { addFieldError, countOrPercentAt, FieldErrors, FieldCursor, placeAt, rootOf, stringAt } from '../fields';
import { isEmptySelector, LabelSelector, selectorAt } from '../label-selector';
import { groupOf, ManifestObject } from '../manifest-object';
import { Path } from '../path';

/** A PodDisruptionBudget, with the API server's defaults. */
export interface Budget {
  readonly object: ManifestObject;
  /** Undefined if it sets neither limit, which allows no eviction at all. */
  readonly limit?: BudgetLimit;
  /** Undefined if it selects no pods: it has no selector, or an empty one in policy/v1beta1. */
  readonly selector?: LabelSelector;
  /** `IfHealthyBudget` or `AlwaysAllow`: whether pods that are not ready may be evicted. */
  readonly unhealthyPodEviction: string;
}

export const BUDGET_PATHS = {
  maxUnavailable: ['spec', 'maxUnavailable'],
  minAvailable: ['spec', 'minAvailable'],
  selector: ['spec', 'selector'],
  unhealthyPodEviction: ['spec', 'unhealthyPodEvictionPolicy'],
} as const satisfies Record<string, Path>;

export function isBudget(object: ManifestObject): boolean {
  return object.kind === 'PodDisruptionBudget' && groupOf(object) === 'policy';
}

export function budgetOf(object: ManifestObject, fieldErrors: FieldErrors): Budget {
  const root = rootOf(object.json, fieldErrors);
  const selector = selectorAt(root, BUDGET_PATHS.selector);
  const selectsNothing = object.apiVersion === 'policy/v1beta1' && selector && isEmptySelector(selector);
  return {
    object,
    limit: limitOf(root),
    selector: selectsNothing ? undefined : selector,
    unhealthyPodEviction: stringAt(root, BUDGET_PATHS.unhealthyPodEviction) || 'IfHealthyBudget',
  };
}

function limitOf(root: FieldCursor): BudgetLimit | undefined {
  const maxUnavailable = countOrPercentAt(root, BUDGET_PATHS.maxUnavailable);
  const minAvailable = countOrPercentAt(root, BUDGET_PATHS.minAvailable);
  if (maxUnavailable === undefined) { return minAvailable === undefined ? undefined : { minAvailable }; }
  if (minAvailable !== undefined) {
    addFieldError(placeAt(root, BUDGET_PATHS.minAvailable), 'is set together with maxUnavailable: the API server rejects a budget with both. Remove one.');
  }
  return { maxUnavailable };
}
