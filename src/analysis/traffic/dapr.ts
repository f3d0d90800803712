import { secondsOf } from './mesh';
import { Workload } from '../../manifests';

/** The annotation by which Dapr's sidecar delays its own stop. */
export const DAPR_BLOCK = 'dapr.io/block-shutdown-duration';

/** Whether Dapr adds its sidecar to the pods, as an ordinary container. */
export function hasDapr({ podAnnotations }: Pick<Workload, 'podAnnotations'>): boolean {
  return isOn(podAnnotations['dapr.io/enabled']) && !isOn(podAnnotations['dapr.io/enable-native-sidecar']);
}

function isOn(text: string | undefined): boolean {
  return /^(?:y|yes|true|on|1)$/i.test(text ?? '');
}

/** Seconds for which Dapr's sidecar delays its stop: 0 without the annotation, undefined if it has another form. */
export function daprBlock({ podAnnotations }: Pick<Workload, 'podAnnotations'>): number | undefined {
  const written = podAnnotations[DAPR_BLOCK];
  return written === undefined ? 0 : secondsOf(written);
}
