/**
 * How a pod stops. At second 0 two things start at once: routers are told to stop sending, and the kubelet runs
 * the preStop hook. SIGTERM follows when the hook ends, SIGKILL when the grace period ends.
 *
 * All figures are whole seconds.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination-flow
 */

/** What a process needs to exit after its last request. */
export const SHUTDOWN_OVERHEAD = 5;

/** The kubelet lets a process live at least this long after SIGTERM, whatever the hook used up. */
export const MINIMUM_SIGTERM_WINDOW = 2;

/**
 * `max(deregistrationDelay, handover)`: SIGTERM must not come before the slowest router has stopped sending, nor,
 * where the pod covers for its replacement in a drain, before that replacement serves.
 */
export function stopDelay(deregistrationDelay: number, handover: number = 0): number {
  return Math.max(deregistrationDelay, handover);
}

/** `stopDelay + longestRequest + 5`: the hook runs inside the grace period, so it must hold both. */
export function gracePeriod(delay: number, longestRequest: number): number {
  return delay + longestRequest + SHUTDOWN_OVERHEAD;
}

/** `max(2, grace - stopDelay)`: what is left for requests in flight once SIGTERM has come. */
export function sigtermWindow(grace: number, delay: number): number {
  return Math.max(MINIMUM_SIGTERM_WINDOW, grace - delay);
}
