/** A number of pods, or a share of the replicas such as `25%` (Kubernetes' IntOrString). */
export type CountOrPercent = number | string;

/** Rounded up, as Kubernetes does for maxSurge and for both fields of a disruption budget. */
export function resolveUp(value: CountOrPercent, replicas: number): number {
  return typeof value === 'number' ? value : Math.ceil(share(value, replicas));
}

/** Rounded down, as Kubernetes does for a Deployment's maxUnavailable. */
export function resolveDown(value: CountOrPercent, replicas: number): number {
  return typeof value === 'number' ? value : Math.floor(share(value, replicas));
}

function share(percent: string, replicas: number): number {
  return Number.parseInt(percent, 10) * replicas / 100;
}

const HUNDREDTHS = 100;

/**
 * Every number of replicas in a range at which rounding may matter, and the largest: from 100 on, each percent is at least
 * one whole pod.
 */
export function replicaCounts({ min, max }: { readonly min: number; readonly max: number }): number[] {
  const last = Math.min(max, Math.max(min, HUNDREDTHS));
  const counts = Array.from({ length: last - min + 1 }, (_, i) => min + i);
  return last < max ? [...counts, max] : counts;
}
