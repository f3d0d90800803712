import { mappingAt, ManifestObject, rootOf, stringAt, valueAt } from '../../manifests';
import { countOf } from '../../text';

/** How far a controller is with its pods. */
export interface WorkloadState {
  readonly isSettled: boolean;
  /** `Deployment web has 1 of 3 new pods available`. */
  readonly sentence: string;
}

/** What the status of a live controller says; settled once all pods are new and available, and no other is left. */
export function workloadState({ kind, name, json }: ManifestObject): WorkloadState {
  const root = rootOf(json);
  const spec = mappingAt(root, ['spec']);
  const status = mappingAt(root, ['status']);
  const number = (field: string): number => Number(valueAt(status, [field]) ?? 0);
  const wanted = kind === 'DaemonSet' ? number('desiredNumberScheduled') : Number(valueAt(spec, ['replicas']) ?? 1);
  const [updated, available, all] = kind === 'DaemonSet'
    ? [number('updatedNumberScheduled'), number('numberAvailable'), number('currentNumberScheduled')]
    : [kind === 'ReplicaSet' ? number('replicas') : number('updatedReplicas'), number('availableReplicas'), number('replicas')];
  const isSeen = Number(valueAt(status, ['observedGeneration']) ?? 0) >= Number(valueAt(root, ['metadata', 'generation']) ?? 0);
  // Pods of a StatefulSet below its partition, and all with OnDelete, keep their revision.
  const isByHand = stringAt(spec, ['updateStrategy', 'type']) === 'OnDelete';
  const kept = Number(valueAt(spec, ['updateStrategy', 'rollingUpdate', 'partition']) ?? 0);
  const expected = isByHand ? 0 : Math.max(0, wanted - kept);
  return {
    isSettled: isSeen && updated >= expected && available === wanted && all === wanted,
    sentence: `${kind} ${name} has ${available} of ${countOf(wanted, 'pod')} available, and ${updated} of the new revision`,
  };
}
