import { Autoscaler, HORIZONTAL_POD_AUTOSCALER_PATHS, Path, pausedReplicas, SCALED_OBJECT_PATHS } from '../../manifests';

export function isScaledObject({ object }: Autoscaler): boolean {
  return object.kind === 'ScaledObject';
}

/** Whether KEDA is told to keep a fixed number of pods, whatever the load. */
export function isPaused(autoscaler: Autoscaler): boolean {
  return isScaledObject(autoscaler) && pausedReplicas(autoscaler.object) !== undefined;
}

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
