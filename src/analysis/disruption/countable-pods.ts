import { GuardedPods } from './guarded-pods';
import { BudgetLimit } from '../../lifecycle';
import { Budget, numberAt, PodOwner, rootOf } from '../../manifests';

const JOBS = ['Job', 'CronJob'];
const WITHOUT_SCALE = [...JOBS, 'DaemonSet'];

/** Pods whose controller has no number of replicas from which to calculate maxUnavailable or a percentage. */
export function withoutScale(groups: readonly PodOwner[]): PodOwner[] {
  return groups.filter(({ object }) => WITHOUT_SCALE.includes(object.kind));
}

/** Whether a limit compares pods with a whole number, which needs no number of replicas. */
export function countsPods(limit: BudgetLimit | undefined): boolean {
  return limit !== undefined && 'minAvailable' in limit && typeof limit.minAvailable === 'number';
}

/**
 * The pods of a budget that its limit cannot count, so that none may be evicted: those of a Job, or pods
 * without a controller if there are no others. Drains ignore pods of a DaemonSet.
 */
export function uncounted({ limit }: Budget, { groups }: GuardedPods): PodOwner[] {
  if (countsPods(limit)) { return []; }
  const jobs = groups.filter(isOfJob);
  if (jobs.length > 0) { return jobs; }
  return groups.every(isBare) ? [...groups] : [];
}

/** Whether pods have no controller. */
export function isBare({ object }: PodOwner): boolean {
  return object.kind === 'Pod';
}

/** The number of pods of a controller without a scale. */
export function podsOf({ object: { kind, json } }: PodOwner): number {
  if (kind === 'StatefulSet') { return numberAt(rootOf(json), ['spec', 'replicas']) ?? 1; }
  const path = kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'parallelism'] : ['spec', 'parallelism'];
  return numberAt(rootOf(json), path) ?? 1;
}

/** Whether pods are those of a Job, or of one that a CronJob creates. */
export function isOfJob({ object }: PodOwner): boolean {
  return JOBS.includes(object.kind);
}
