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
