/**
 * How the Deployment controller replaces pods.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment
 */
import { CountOrPercent, resolveDown, resolveUp } from './count-or-percent';
import { Span, timesSpan } from './span';
import { IMAGE_PULL_ALLOWANCE, latestAvailable, SCHEDULING_ALLOWANCE, Start } from './start';

/** How many pods of a rollout may be extra, and how many may be missing, at one number of replicas. */
export interface Fenceposts {
  readonly surge: number;
  readonly unavailable: number;
  /** Both round to 0, so the controller removes one pod although neither field allows it. */
  readonly forced: boolean;
}

/** maxSurge rounds up, maxUnavailable rounds down, and if both round to 0 the controller uses 1 for maxUnavailable. */
export function resolveFenceposts(maxSurge: CountOrPercent, maxUnavailable: CountOrPercent, replicas: number): Fenceposts {
  const surge = resolveUp(maxSurge, replicas);
  const unavailable = resolveDown(maxUnavailable, replicas);
  const forced = surge === 0 && unavailable === 0;
  return { surge, unavailable: forced ? 1 : unavailable, forced };
}

/** The share of its pods that a service with several pods can spare. */
export const SPARE_SHARE = 0.25;

const DEADLINE_MARGIN = 60;

/**
 * `180 (scheduling) + 60 (image pull) + latestAvailable + 60 (margin)` seconds. The clock restarts at each pod that
 * makes progress, so the longest time without progress is the slowest start of one pod.
 */
export function progressDeadline(start: Start): number {
  return deadlineFor(latestAvailable(start));
}

/** `slowest + 180 (scheduling) + 60 (image pull)` seconds: a start on a new node, which does not have the image. */
export function onNewNode(slowest: number): number {
  return slowest + SCHEDULING_ALLOWANCE + IMAGE_PULL_ALLOWANCE;
}

/** `onNewNode(slowest) + 60 (margin)` seconds: the deadline for pods that are available after `slowest` seconds elsewhere. */
export function deadlineFor(slowest: number): number {
  return onNewNode(slowest) + DEADLINE_MARGIN;
}

/** Where a start of `slowest` seconds misses the deadline: everywhere, or only on a new node. */
export function missesDeadline(deadline: number, slowest: number): 'everywhere' | 'on a new node' | undefined {
  if (deadline <= slowest) { return 'everywhere'; }
  return deadline <= onNewNode(slowest) ? 'on a new node' : undefined;
}

/** `ceil(replicas / (surge + unavailable))`: how often the controller waits for new pods. */
export function waves(replicas: number, { surge, unavailable }: Fenceposts): number {
  return Math.ceil(replicas / (surge + unavailable));
}

/** `waves * timeToAvailable`: start of the rollout until the last new pod is available. */
export function rolloutDuration(replicas: number, limits: Fenceposts, timeToAvailable: Span): Span {
  return timesSpan(waves(replicas, limits), timeToAvailable);
}

/** `replicas - unavailable`: the controller keeps at least this many pods available. */
export function leastAvailable(replicas: number, { unavailable }: Fenceposts): number {
  return Math.max(0, replicas - unavailable);
}

/**
 * `replicas + min(replicas, surge + (surge + unavailable) * ceil(timeToGone / timeToAvailable))`. The controller does not wait
 * for terminating pods, but these still use memory, addresses and connections. The peak is at most all old and all new pods.
 */
export function peakPods(
  replicas: number,
  { surge, unavailable }: Fenceposts,
  timeToGone: number,
  timeToAvailable: number,
): number {
  const batchesStopping = timeToGone > 0 ? Math.ceil(timeToGone / timeToAvailable) : 0;
  return replicas + Math.min(replicas, surge + (surge + unavailable) * batchesStopping);
}
