import { isPaused } from './autoscaler';
import { Autoscaler, listAt, ManifestSet, rootOf, stringAt, unpausedReplicas, Workload } from '../../manifests';
import { hasUsers } from '../traffic/router';
import { hasPodsBeside, isIdleColour } from '../traffic/sibling-pods';

/** Whether the workload may have no pod while its users send requests, which then fail. */
export function mayLeaveNoPod(workload: Workload, manifests: ManifestSet): boolean {
  const { replicas, autoscalers } = workload;
  if (autoscalers.length > 0) { return autoscalers.some(leavesNoPod); }
  return replicas.min === 0 && !hasPodsBeside(workload, manifests) && !isIdleColour(workload, manifests);
}

/** Whether users of pods have none as long as KEDA is paused, although it would keep some. */
export function isPausedWithoutPods(autoscaler: Autoscaler, workload: Workload, manifests: ManifestSet): boolean {
  return isPaused(autoscaler) && autoscaler.replicas.max === 0 && unpausedReplicas(autoscaler.object).min > 0
    // Without any pod by itself either, it is meant to rest.
    && workload.declaredReplicas !== 0
    && hasUsers(workload) && !hasPodsBeside(workload, manifests) && !isIdleColour(workload, manifests);
}

/** Whether an autoscaler may scale to 0, and no proxy holds the first requests until a pod is ready. */
export function leavesNoPod({ replicas, object }: Autoscaler): boolean {
  return replicas.min === 0 && !listAt(rootOf(object.json), ['spec', 'triggers']).some(trigger => {
    const type = stringAt(trigger, ['type']);
    return type === 'kedify-http' || (type === 'external-push' && /keda-(?:add-ons-)?http|http-add-on/.test(stringAt(trigger, ['metadata', 'scalerAddress']) ?? ''));
  });
}
