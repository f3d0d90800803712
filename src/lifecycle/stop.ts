/**
 * How a pod stops. At second 0 two things start at once: routers are told to stop sending, and the kubelet runs
 * the preStop hook. SIGTERM follows when the hook ends, SIGKILL when the grace period ends.
 *
 * All figures are whole seconds.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination-flow
 */

/** The seconds that a process needs to exit after its last request. */
export const SHUTDOWN_OVERHEAD = 5;

/** The kubelet gives a process at least this long after SIGTERM, even if the hook used all of the grace period. */
export const MINIMUM_SIGTERM_WINDOW = 2;

/**
 * `max(deregistrationDelay, handover)`: SIGTERM must not be sent before the slowest router has stopped sending. If the pod covers
 * for its replacement in a drain, it must not be sent before that replacement serves, either.
 */
export function stopDelay(deregistrationDelay: number, handover: number = 0): number {
  return Math.max(deregistrationDelay, handover);
}

/** `stopDelay + longestRequest + 5`: the hook runs inside the grace period, so it must cover both. */
export function gracePeriod(delay: number, longestRequest: number): number {
  return delay + longestRequest + SHUTDOWN_OVERHEAD;
}

/** `max(2, grace - stopDelay)`: the time left for requests in flight after SIGTERM. */
export function sigtermWindow(grace: number, delay: number): number {
  return Math.max(MINIMUM_SIGTERM_WINDOW, grace - delay);
}
