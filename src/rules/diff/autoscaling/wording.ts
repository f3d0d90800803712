import { isScaledObject, minimumPath } from '../../../analysis/scaling/autoscaler';
import { Autoscaler, numberAt, Path, rootOf, SCALED_OBJECT_PATHS } from '../../../manifests';

/** `1 pod`, `3 pods`. */
export function podsOf(count: number): string {
  return count === 1 ? '1 pod' : `${count} pods`;
}

/** Where an autoscaler states its minimum. */
export function fewestPath(autoscaler: Autoscaler): Path {
  const idle = isScaledObject(autoscaler) ? numberAt(rootOf(autoscaler.object.json), SCALED_OBJECT_PATHS.idle) : undefined;
  return idle !== undefined && idle === autoscaler.replicas.min ? SCALED_OBJECT_PATHS.idle : minimumPath(autoscaler);
}

/** How much the load of one pod grows: `2 times`, `1.7 times`. */
export function timesAsMany(from: number, to: number): string {
  return `${Math.round(10 * from / to) / 10} times`;
}
