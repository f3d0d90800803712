import { FieldErrors, numberAt, rootOf } from '../fields';
import { groupOf, ManifestObject } from '../manifest-object';
import { WORKLOAD_PATHS } from './paths';
import { PodTemplate, readPodTemplate } from './pod-template';

/** What a ReplicaSet without a Deployment says by itself: it replaces pods that are gone, but updates none. */
export interface ReplicaSetView extends PodTemplate {
  readonly kind: 'ReplicaSet';
  /** `spec.replicas` as it was written; undefined if it was left out. */
  readonly declaredReplicas?: number;
  readonly minReady: number;
}

export function isReplicaSet(object: ManifestObject): boolean {
  return object.kind === 'ReplicaSet' && ['apps', 'extensions'].includes(groupOf(object));
}

export function readReplicaSet(object: ManifestObject, fieldErrors: FieldErrors): ReplicaSetView {
  const root = rootOf(object.json, fieldErrors);
  return {
    ...readPodTemplate(object, fieldErrors),
    kind: 'ReplicaSet',
    declaredReplicas: numberAt(root, WORKLOAD_PATHS.declaredReplicas),
    minReady: numberAt(root, WORKLOAD_PATHS.minReady) ?? 0,
  };
}
