import { Guarded } from './guarded-pods';
import { limitField, oneAtATime } from './limits';
import { BudgetLimit } from '../../lifecycle';
import { Budget, BUDGET_PATHS, numberAt, PodGroup, rootOf, showPath, Workload } from '../../manifests';
import { labelsToSelect, namesOf, showLabels } from '../../rules/wording/pods';
import { uncapitalize } from '../../text';

const JOBS = ['Job', 'CronJob'];
const WITHOUT_SCALE = [...JOBS, 'DaemonSet'];

/** Pods whose controller has no number of replicas to work out maxUnavailable or a percentage from. */
export function withoutScale(groups: readonly PodGroup[]): PodGroup[] {
  return groups.filter(({ object }) => WITHOUT_SCALE.includes(object.kind));
}

/** Whether a limit compares pods with a whole number, which asks no controller for its replicas. */
export function countsPods(limit: BudgetLimit | undefined): boolean {
  return limit !== undefined && 'minAvailable' in limit && typeof limit.minAvailable === 'number';
}

/**
 * Those among the pods of a budget that its limit cannot count, so that none may be evicted: those of a Job, or pods
 * without a controller where there are no others. Drains leave pods of a DaemonSet alone.
 */
export function uncounted({ limit }: Budget, { groups }: Guarded): PodGroup[] {
  if (countsPods(limit)) { return []; }
  const jobs = groups.filter(({ object }) => JOBS.includes(object.kind));
  return jobs.length > 0 ? jobs : groups.every(isBare) ? [...groups] : [];
}

/** `pods of a Job`, `pods without a controller`. */
export function kindOfUncounted([{ object }]: readonly PodGroup[]): string {
  return JOBS.includes(object.kind) ? 'pods of a Job' : 'pods without a controller';
}

/** What to write so that one pod may go at a time, of whichever kind the pods are. */
export function oneOfThese(limit: BudgetLimit | undefined, { groups, workload }: Guarded): string {
  const uncountable = withoutScale(groups);
  if (workload && uncountable.length > 0) { return `${narrowedTo(workload)}, and ${uncapitalize(oneAtATime(limit))}`; }
  if (uncountable.length === 0 && (groups.length === 0 || !groups.every(isBare))) { return oneAtATime(limit); }
  if (groups.length === 1 && isBare(groups[0])) { return 'Remove the budget, or let a Deployment make the pod.'; }
  const number = Math.max(1, groups.map(podsOf).reduce((sum, pods) => sum + pods, 0) - 1);
  const [wrong, right] = [limit && limitField(limit).path, BUDGET_PATHS.minAvailable].map(path => path && showPath(path));
  return `${wrong && wrong !== right ? `Replace ${wrong} with ${right}` : `Set ${right} to`} ${number}, a whole number, or remove the budget.`;
}

/** Tells to leave out what is not of a Deployment; does not end the sentence. */
export function narrowedTo(workload: Workload): string {
  return `Narrow ${showPath(BUDGET_PATHS.selector)} to labels that only the pods of ${namesOf([workload])} have (now ${showLabels(labelsToSelect(workload))})`;
}

function isBare({ object }: PodGroup): boolean {
  return object.kind === 'Pod';
}

function podsOf({ object: { kind, json } }: PodGroup): number {
  if (kind === 'StatefulSet') { return numberAt(rootOf(json), ['spec', 'replicas']) ?? 1; }
  const path = kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'parallelism'] : ['spec', 'parallelism'];
  return numberAt(rootOf(json), path) ?? 1;
}
