/**
 * How the StatefulSet controller replaces pods: from the highest ordinal down, each deleted before its replacement with the same
 * name starts. `podManagementPolicy: Parallel` only changes scaling, not updates.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#rolling-updates
 */
import { CountOrPercent, resolveDown } from './count-or-percent';
import { Fenceposts } from './rollout';
import { Span, span } from './span';

/**
 * The minor version from which `maxUnavailable` of a StatefulSet has an effect by default; before, the API server drops it. In
 * 1.35.0 to 1.35.3 it had an effect, too; 1.35.4 disabled it, since updates with `Parallel` got stuck.
 *
 * @see https://github.com/kubernetes/kubernetes/pull/137926 and https://github.com/kubernetes/kubernetes/pull/139466
 */
export const STATEFUL_SET_MAX_UNAVAILABLE_MINOR = 37;

/** No extra pods; `max(1, maxUnavailable rounded down)` may be missing. */
export function memberLimits(maxUnavailable: CountOrPercent, replicas: number): Fenceposts {
  return { surge: 0, unavailable: Math.max(1, resolveDown(maxUnavailable, replicas)), forced: false };
}

/** `ceil((replicas - partition) / maxUnavailable)`: pods below the partition keep the old revision. */
export function memberRounds(maxUnavailable: CountOrPercent, partition: number, replicas: number): number {
  return Math.ceil(Math.max(0, replicas - partition) / memberLimits(maxUnavailable, replicas).unavailable);
}

/**
 * `ceil(available / minReady) * minReady`: with minReadySeconds the controller checks a new member in this interval, counted
 * from its creation, and continues at the first check at which it is available. Observed on Kubernetes 1.34.
 */
export function memberNoticed(available: Span, minReady: number): Span {
  const next = (seconds: number): number => minReady === 0 ? seconds : Math.ceil(seconds / minReady) * minReady;
  return span(next(available.best), next(available.worst));
}

/** `floor((members - 1) / 2)`: how many members of a store with a quorum may be missing. */
export function sparedByQuorum(members: number): number {
  return Math.max(0, Math.floor((members - 1) / 2));
}
