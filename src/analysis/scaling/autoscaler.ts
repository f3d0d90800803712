import { Autoscaler, HORIZONTAL_POD_AUTOSCALER_PATHS, Path, pausedReplicas, SCALED_OBJECT_PATHS } from '../../manifests';

export function isScaledObject({ object }: Autoscaler): boolean {
  return object.kind === 'ScaledObject';
}

/** Whether KEDA is told to keep a number of pods, whatever the load. */
export function isPaused(autoscaler: Autoscaler): boolean {
  return isScaledObject(autoscaler) && pausedReplicas(autoscaler.object) !== undefined;
}

/** Where it says the least number of pods. */
export function minimumPath(autoscaler: Autoscaler): Path {
  return (isScaledObject(autoscaler) ? SCALED_OBJECT_PATHS : HORIZONTAL_POD_AUTOSCALER_PATHS).min;
}

/** Where it says the most pods. */
export function maximumPath(autoscaler: Autoscaler): Path {
  return (isScaledObject(autoscaler) ? SCALED_OBJECT_PATHS : HORIZONTAL_POD_AUTOSCALER_PATHS).max;
}

/** Where a HorizontalPodAutoscaler, or what KEDA makes one from, says how it scales down. */
export function scaleDownPath(autoscaler: Autoscaler): Path {
  return isScaledObject(autoscaler)
    ? ['spec', 'advanced', 'horizontalPodAutoscalerConfig', 'behavior', 'scaleDown']
    : ['spec', 'behavior', 'scaleDown'];
}
