import { isArgoRollout, readArgoRollout, RolloutView } from './argo-rollout';
import { DaemonSetView, isDaemonSet, readDaemonSet } from './daemon-set';
import { DeploymentView, isDeployment, readDeployment } from './deployment';
import { PodOwner } from './pod-owner';
import { isReplicaSet, readReplicaSet, ReplicaSetView } from './replica-set';
import { isStatefulSet, readStatefulSet, StatefulSetView } from './stateful-set';
import { FieldErrors } from '../fields';
import { ManifestObject } from '../manifest-object';

/**
 * A controller that creates pods from one template and replaces them, by its `kind`. A new kind needs a view and an entry here, its
 * arithmetic in a file of `lifecycle`, and the meaning of its fields in a file of `analysis`; the compiler then requires each rule
 * that reads a field which not all kinds have to state its kinds.
 */
export type ControllerView = DeploymentView | StatefulSetView | DaemonSetView | RolloutView | ReplicaSetView;

/** The kinds of controllers that are judged. */
export type ControllerKind = ControllerView['kind'];

interface ReadableKind {
  fits(object: ManifestObject): boolean;
  read(object: ManifestObject, fieldErrors: FieldErrors): ControllerView;
}

const KINDS: readonly ReadableKind[] = [
  { fits: isDeployment, read: readDeployment },
  { fits: isStatefulSet, read: readStatefulSet },
  { fits: isDaemonSet, read: readDaemonSet },
  { fits: isArgoRollout, read: readArgoRollout },
  { fits: isReplicaSet, read: readReplicaSet },
];

/** Whether an object is a controller of a kind that is judged. */
export function isJudgedController(object: ManifestObject): boolean {
  return KINDS.some(({ fits }) => fits(object));
}

/** Whether pods are those of a controller of a kind that is judged, whose fields were read. */
export function isControllerView(pods: PodOwner): pods is ControllerView {
  return 'sidecars' in pods;
}

/** The view of a controller of a kind that is judged. */
export function readController(object: ManifestObject, fieldErrors: FieldErrors): ControllerView {
  return KINDS.find(({ fits }) => fits(object))!.read(object, fieldErrors);
}
