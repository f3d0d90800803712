import { usedByDelayOf } from './stop-delay';
import { gracePeriod, MINIMUM_SIGTERM_WINDOW, sigtermWindow } from '../../lifecycle';
import { rootOf, valueAt, Workload, WORKLOAD_PATHS } from '../../manifests';
import { ClusterProfile } from '../cluster-profile';
import { servesRequests } from '../traffic/router';

/** The grace period; undefined where it is none: at 0 and below the process is killed at once. */
export function gracePeriodOf({ object, gracePeriod: grace }: Workload): number | undefined {
  const written = valueAt(rootOf(object.json), WORKLOAD_PATHS.gracePeriod);
  return typeof written === 'number' && written <= 0 ? undefined : grace;
}

/** The longest request, if somebody said it. What holds for all services is nothing about pods that serve none. */
export function longestRequestOf(workload: Workload, profile: ClusterProfile): number | undefined {
  return workload.intent.longestRequest ?? (servesRequests(workload) ? profile.longestRequest : undefined);
}

/** Seconds that the longest request of most services takes, where its owner says nothing. */
export const LIKELY_REQUEST = 30;

/** A grace period with room for a delay and the longest request; 30 s are a likely one where nobody said it. */
export function sufficientGracePeriod(delay: number, longestRequest: number = LIKELY_REQUEST): number {
  return gracePeriod(Math.ceil(delay), longestRequest);
}

/** Whether a grace period holds a delay and the longest request; where nobody said that, anything more than the least the kubelet gives. */
export function isGracePeriodSufficient(grace: number, delay: number, longestRequest: number | undefined): boolean {
  if (longestRequest === undefined) { return sigtermWindow(grace, delay) > MINIMUM_SIGTERM_WINDOW; }
  return grace >= sufficientGracePeriod(delay, longestRequest);
}

/**
 * Whether SIGKILL is known to cut requests: the stated longest one does not fit, or the hook leaves nothing whatever they
 * take. A longest request that is not stated is not known to be cut.
 */
export function cutsRequests(workload: Workload, profile: ClusterProfile): boolean {
  const grace = gracePeriodOf(workload);
  const delay = usedByDelayOf(workload);
  const leavesNothing = grace !== undefined && delay > 0 && sigtermWindow(grace, delay) <= MINIMUM_SIGTERM_WINDOW;
  if (grace === undefined || leavesNothing) { return servesRequests(workload); }
  const longestRequest = longestRequestOf(workload, profile);
  return longestRequest !== undefined && !isGracePeriodSufficient(grace, delay, longestRequest);
}

/**
 * The grace period that a delay of `delay` seconds in place of one of `was` needs, so that requests keep the time that
 * they have now, or have what the longest one takes if somebody said that; undefined if that of now will do.
 */
export function raisedGracePeriod(delay: number, was: number, workload: Workload, profile: ClusterProfile): number | undefined {
  const longestRequest = longestRequestOf(workload, profile);
  const grace = workload.gracePeriod;
  const enough = isGracePeriodSufficient(grace, delay, longestRequest) ? grace : sufficientGracePeriod(delay, longestRequest);
  const isOpen = longestRequest === undefined && servesRequests(workload);
  const needed = isOpen ? Math.max(enough, Math.ceil(delay + sigtermWindow(grace, was))) : enough;
  return needed > grace ? needed : undefined;
}
