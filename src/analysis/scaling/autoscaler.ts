import { Autoscaler, HORIZONTAL_POD_AUTOSCALER_PATHS, Path, pausedReplicas, rootOf, SCALED_OBJECT_PATHS, valueAt } from '../../manifests';

export function isScaledObject({ object }: Autoscaler): boolean {
  return object.kind === 'ScaledObject';
}

/** Whether KEDA is told to keep a fixed number of pods, whatever the load. */
export function isPaused(autoscaler: Autoscaler): boolean {
  return isScaledObject(autoscaler) && pausedReplicas(autoscaler.object) !== undefined;
}

/** The annotation that pauses KEDA; undefined if it scales. `paused-replicas` overrides `paused`. */
export function pausedBy(autoscaler: Autoscaler): Path | undefined {
  if (!isScaledObject(autoscaler)) { return undefined; }
  if (isPaused(autoscaler)) { return SCALED_OBJECT_PATHS.paused; }
  const written = valueAt(rootOf(autoscaler.object.json), PAUSED);
  if (written !== undefined && !UNPAUSED.test(`${written}`)) { return PAUSED; }
  return `${valueAt(rootOf(autoscaler.object.json), PAUSED_OUT) ?? ''}` === 'true' ? PAUSED_OUT : undefined;
}

/** KEDA still removes pods, but adds none. */
export const PAUSED_OUT: Path = ['metadata', 'annotations', 'autoscaling.keda.sh/paused-scale-out'];

const PAUSED: Path = ['metadata', 'annotations', 'autoscaling.keda.sh/paused'];
/** The values that Go reads as false; KEDA reads any other value as a pause. */
const UNPAUSED = /^(?:0|f|F|false|False|FALSE)$/;

/** The path of its minimum number of pods. */
export function minimumPath(autoscaler: Autoscaler): Path {
  return (isScaledObject(autoscaler) ? SCALED_OBJECT_PATHS : HORIZONTAL_POD_AUTOSCALER_PATHS).min;
}

/** The path of its maximum number of pods. */
export function maximumPath(autoscaler: Autoscaler): Path {
  return (isScaledObject(autoscaler) ? SCALED_OBJECT_PATHS : HORIZONTAL_POD_AUTOSCALER_PATHS).max;
}

/** The path of the scaleDown behavior of a HorizontalPodAutoscaler, or of a ScaledObject that creates one. */
export function scaleDownPath(autoscaler: Autoscaler): Path {
  return isScaledObject(autoscaler)
    ? ['spec', 'advanced', 'horizontalPodAutoscalerConfig', 'behavior', 'scaleDown']
    : ['spec', 'behavior', 'scaleDown'];
}
