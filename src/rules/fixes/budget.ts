import { isBare, isOfJob, podsOf, withoutScale } from '../../analysis/disruption/countable-pods';
import { GuardedPods } from '../../analysis/disruption/guarded-pods';
import { limitField } from '../../analysis/disruption/limits';
import { BudgetLimit } from '../../lifecycle';
import { BUDGET_PATHS, PodOwner, showPath, Workload } from '../../manifests';
import { uncapitalize } from '../../text';
import { labelsToSelect, podOwnerNames, showLabels } from '../wording/pods';

/** `spec.minAvailable 2`. */
export function showLimit(limit: BudgetLimit): string {
  const { path, value } = limitField(limit);
  return `${showPath(path)} ${value}`;
}

/** What to write so that one pod may go at a time, whatever the number of replicas. */
export function oneAtATime(limit: BudgetLimit | undefined): string {
  return limit && 'minAvailable' in limit
    ? `Replace ${showPath(BUDGET_PATHS.minAvailable)} with ${showPath(BUDGET_PATHS.maxUnavailable)} 1.`
    : `Set ${showPath(BUDGET_PATHS.maxUnavailable)} to 1.`;
}

/** `pods of a Job`, `pods without a controller`. */
export function kindOfUncounted([group]: readonly PodOwner[]): string {
  return isOfJob(group) ? 'pods of a Job' : 'pods without a controller';
}

/** What to write so that one pod may go at a time, of whichever kind the pods are. */
export function oneOfThese(limit: BudgetLimit | undefined, { groups, workload }: GuardedPods): string {
  const uncountable = withoutScale(groups);
  if (workload && uncountable.length > 0) { return `${narrowedTo(workload)}, and ${uncapitalize(oneAtATime(limit))}`; }
  if (uncountable.length === 0 && (groups.length === 0 || !groups.every(isBare))) { return oneAtATime(limit); }
  if (groups.length === 1 && isBare(groups[0])) { return 'Remove the budget, or let a Deployment make the pod.'; }
  // What a Job adds to the number is gone when it has ended.
  const lasting = groups.filter(group => !isOfJob(group));
  const number = allPodsOf(lasting.length > 0 ? lasting : groups) - 1;
  if (number < 1 && lasting.length < groups.length) {
    return `Remove the budget: a whole ${showPath(BUDGET_PATHS.minAvailable)} of 1 allows no eviction either, as long as only one pod runs.`;
  }
  const [wrong, right] = [limit && limitField(limit).path, BUDGET_PATHS.minAvailable].map(path => path && showPath(path));
  const few = lasting.length === 0 ? `: while no more than ${number} run, none may be evicted until the Job ends` : '';
  return `${wrong && wrong !== right ? `Replace ${wrong} with ${right}` : `Set ${right} to`} ${Math.max(1, number)}, a whole number, or remove the budget${few}.`;
}

function allPodsOf(groups: readonly PodOwner[]): number {
  return groups.map(podsOf).reduce((sum, pods) => sum + pods, 0);
}

/** Tells to leave out what is not of a Deployment; does not end the sentence. */
export function narrowedTo(workload: Workload): string {
  return `Narrow ${showPath(BUDGET_PATHS.selector)} to labels that only the pods of ${podOwnerNames([workload])} have (now ${showLabels(labelsToSelect(workload))})`;
}
