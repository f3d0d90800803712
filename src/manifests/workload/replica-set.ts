import { FieldCursor, FieldErrors, numberAt, rootOf, stringMapAt } from '../fields';
import { LabelSelector } from '../label-selector';
import { groupOf, ManifestObject } from '../manifest-object';
import { WORKLOAD_PATHS } from './paths';
import { PodTemplate, readPodTemplate } from './pod-template';

/**
 * A ReplicaSet without a Deployment: it replaces missing pods, but does not update any. A ReplicationController
 * is the same with another selector.
 */
export interface ReplicaSetView extends PodTemplate {
  readonly kind: 'ReplicaSet';
  /** `spec.replicas` as it was written; undefined if it was left out. */
  readonly declaredReplicas?: number;
  readonly minReady: number;
}

export function isReplicaSet(object: ManifestObject): boolean {
  return isReplicationController(object) || (object.kind === 'ReplicaSet' && ['apps', 'extensions'].includes(groupOf(object)));
}

export function readReplicaSet(object: ManifestObject, fieldErrors: FieldErrors): ReplicaSetView {
  const root = rootOf(object.json, fieldErrors);
  const template = readPodTemplate(object, fieldErrors);
  return {
    ...template,
    ...isReplicationController(object) && { selector: selectorOfLabels(root, template) },
    kind: 'ReplicaSet',
    declaredReplicas: numberAt(root, WORKLOAD_PATHS.declaredReplicas),
    minReady: numberAt(root, WORKLOAD_PATHS.minReady) ?? 0,
  };
}

function isReplicationController(object: ManifestObject): boolean {
  return object.kind === 'ReplicationController' && groupOf(object) === '';
}

// Its selector has only labels, by default those of its pods.
function selectorOfLabels(root: FieldCursor, { podLabels }: PodTemplate): LabelSelector {
  const labels = stringMapAt(root, WORKLOAD_PATHS.selector);
  return { matchLabels: Object.keys(labels).length > 0 ? labels : podLabels, matchExpressions: [] };
}
