/**
 * How the DaemonSet controller replaces pods: with `maxUnavailable` the old pod of a node has stopped before the new one starts,
 * with `maxSurge` the new one is available before the old one stops.
 *
 * @see https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/
 */
import { CountOrPercent, resolveUp } from './count-or-percent';
import { Fenceposts } from './rollout';

/** Both percentages round up, unlike those of a Deployment. */
export function perNodeLimits(maxSurge: CountOrPercent, maxUnavailable: CountOrPercent, nodes: number): Fenceposts {
  const surge = resolveUp(maxSurge, nodes);
  return { surge, unavailable: surge > 0 ? 0 : Math.max(1, resolveUp(maxUnavailable, nodes)), forced: false };
}

/** `ceil(nodes / (maxSurge or maxUnavailable))`: the controller waits for available new pods, not for old ones to stop. */
export function perNodeRounds({ surge, unavailable }: Fenceposts, nodes: number): number {
  return Math.ceil(nodes / (surge > 0 ? surge : unavailable));
}
