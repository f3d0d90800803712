/**
 * How many pods a node drain may evict at once.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
import { CountOrPercent, resolveUp } from './count-or-percent';
import { addSpans, Span, span, timesSpan } from './span';

/** The limit of a PodDisruptionBudget: exactly one of the two. */
export type BudgetLimit =
  | { readonly maxUnavailable: CountOrPercent }
  | { readonly minAvailable: CountOrPercent };

/**
 * `max(0, replicas - desired)`, if all pods are healthy. Both percentages round up: `maxUnavailable: 1%` of 2 allows
 * one eviction, `minAvailable: 90%` of 3 allows no eviction.
 */
export function allowedDisruptions(limit: BudgetLimit, replicas: number): number {
  const desired = 'maxUnavailable' in limit
    ? Math.max(0, replicas - resolveUp(limit.maxUnavailable, replicas))
    : resolveUp(limit.minAvailable, replicas);
  return Math.max(0, replicas - desired);
}

/** The seconds after which `kubectl drain` retries an eviction that a budget refused. */
export const EVICTION_RETRY = 5;

/** How many seconds a platform waits for the drain of one node before it fails the upgrade, or deletes the pods anyway. */
export const NODE_DRAIN_TIMEOUTS = { eks: 900, aks: 1800, gke: 3600 } as const;

/** Until a drain notices that the last pod has stopped: `0` to `2` seconds. */
export const DRAIN_NOTICE: Span = span(0, 2);

/** One node's drain, as far as one service is concerned. */
export interface NodeDrain {
  /** Pods of the service on the node. */
  readonly pods: number;
  /** How many evictions the budget allows at once. */
  readonly allowed: number;
  /** Until the replacement of an evicted pod is ready; the budget does not wait for minReadySeconds. */
  readonly timeToReady: Span;
  /** Until an evicted pod has stopped. */
  readonly timeToGone: Span;
}

/**
 * `max(1, ceil(timeToReady / 5)) * 5`: until the next eviction is allowed, which is retried every five seconds.
 */
export function evictionWait({ best, worst }: Span): Span {
  const steps = (seconds: number) => Math.max(1, Math.ceil(seconds / EVICTION_RETRY)) * EVICTION_RETRY;
  return span(steps(best), steps(worst));
}

/**
 * `(ceil(pods / allowed) - 1) * evictionWait + timeToGone + DRAIN_NOTICE`: each batch except the first waits until replacements
 * are ready. Undefined if the budget allows no eviction: the drain never ends.
 */
export function drainDuration({ pods, allowed, timeToReady, timeToGone }: NodeDrain): Span | undefined {
  if (allowed === 0) { return undefined; }
  const waits = Math.ceil(pods / allowed) - 1;
  return addSpans(timesSpan(waits, evictionWait(timeToReady)), timeToGone, DRAIN_NOTICE);
}

/**
 * `max(0, timeToReady - stopDelay)` if the router sends to terminating pods, else all of `timeToReady`: how long users have no
 * pod while the only one is drained.
 */
export function uncoveredHandover(stopDelay: number, timeToReady: Span, usesTerminatingEndpoints: boolean): Span {
  const covered = usesTerminatingEndpoints ? stopDelay : 0;
  return span(Math.max(0, timeToReady.best - covered), Math.max(0, timeToReady.worst - covered));
}
