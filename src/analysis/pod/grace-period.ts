import { usedByDelayOf } from './stop-delay';
import { gracePeriod, MINIMUM_SIGTERM_WINDOW, sigtermWindow } from '../../lifecycle';
import { ManifestSet, rootOf, valueAt, Workload, WORKLOAD_PATHS } from '../../manifests';
import { ClusterProfile } from '../cluster-profile';
import { servesRequests } from '../traffic/router';

/** The grace period; undefined at 0 and below, at which the process is killed at once. */
export function gracePeriodOf({ object, gracePeriod: grace }: Workload): number | undefined {
  const written = valueAt(rootOf(object.json), WORKLOAD_PATHS.gracePeriod);
  return typeof written === 'number' && written <= 0 ? undefined : grace;
}

/** The longest request, if it is stated. The value for all services does not apply to pods without a Service. */
export function longestRequestOf(workload: Workload, profile: ClusterProfile): number | undefined {
  return workload.intent.longestRequest ?? (servesRequests(workload) ? profile.longestRequest : undefined);
}

/** Seconds that the longest request of most services takes, if its owner does not state it. */
export const LIKELY_REQUEST = 30;

/** A grace period with room for a delay and the longest request; 30 s is assumed if none is stated. */
export function sufficientGracePeriod(delay: number, longestRequest: number = LIKELY_REQUEST): number {
  return gracePeriod(Math.ceil(delay), longestRequest);
}

/** Whether a grace period has room for a delay and the longest request; if that is not stated, for more than the kubelet's minimum. */
export function isGracePeriodSufficient(grace: number, delay: number, longestRequest: number | undefined): boolean {
  if (longestRequest === undefined) { return sigtermWindow(grace, delay) > MINIMUM_SIGTERM_WINDOW; }
  return grace >= sufficientGracePeriod(delay, longestRequest);
}

/**
 * Whether SIGKILL is known to cut requests: the stated longest one does not fit, or the hook leaves no time, however short
 * they are. Without a stated longest request, a cut is not known.
 */
export function cutsRequests(workload: Workload, profile: ClusterProfile, manifests: ManifestSet): boolean {
  const grace = gracePeriodOf(workload);
  const delay = usedByDelayOf(workload, manifests);
  const leavesNothing = grace !== undefined && delay > 0 && sigtermWindow(grace, delay) <= MINIMUM_SIGTERM_WINDOW;
  if (grace === undefined || leavesNothing) { return servesRequests(workload); }
  const longestRequest = longestRequestOf(workload, profile);
  return longestRequest !== undefined && !isGracePeriodSufficient(grace, delay, longestRequest);
}

/**
 * The grace period that a delay of `delay` seconds instead of `was` needs, so that requests keep the time that
 * they have now, or get the time of a stated longest request; undefined if the current one is enough.
 */
export function raisedGracePeriod(delay: number, was: number, workload: Workload, profile: ClusterProfile): number | undefined {
  const longestRequest = longestRequestOf(workload, profile);
  const grace = workload.gracePeriod;
  const enough = isGracePeriodSufficient(grace, delay, longestRequest) ? grace : sufficientGracePeriod(delay, longestRequest);
  const isOpen = longestRequest === undefined && servesRequests(workload);
  const needed = isOpen ? Math.max(enough, Math.ceil(delay + sigtermWindow(grace, was))) : enough;
  return needed > grace ? needed : undefined;
}
