import { FieldCursor, groupOf, listAt, ManifestObject, ManifestSet, mappingAt, numberAt, Path, rootOf, ScaleTarget, stringAt, valueAt, Workload } from '../../manifests';
import { controllerOf } from '../workloads';

export const UPDATE_MODE: Path = ['spec', 'updatePolicy', 'updateMode'];
export const RESIZE_TARGET: Path = ['spec', 'targetRef'];
export const LEAST_REPLICAS: Path = ['spec', 'updatePolicy', 'minReplicas'];

export function isVerticalAutoscaler(object: ManifestObject): boolean {
  return object.kind === 'VerticalPodAutoscaler' && groupOf(object) === 'autoscaling.k8s.io';
}

/** Whether a vertical autoscaler evicts pods. Initial sets only the requests of new pods. An Off without quotes is not a text. */
export function evicts(root: FieldCursor): boolean {
  return ['Auto', 'Recreate', 'InPlaceOrRecreate'].includes((valueAt(root, UPDATE_MODE) ?? 'Auto') as string);
}

/** Whether it also evicts a single pod. Without the field its updater skips workloads with fewer than two pods. */
export function evictsOnlyPod({ json }: ManifestObject): boolean {
  const root = rootOf(json);
  const policies = listAt(root, ['spec', 'resourcePolicy', 'containerPolicies']);
  const leavesAll = policies.length > 0 && policies.every(policy => stringAt(policy, ['containerName']) === '*' && stringAt(policy, ['mode']) === 'Off');
  return evicts(root) && numberAt(root, LEAST_REPLICAS) === 1 && !leavesAll;
}

/** The workload whose pods a vertical autoscaler resizes. */
export function resizedBy(object: ManifestObject, { workloads }: ManifestSet): Workload | undefined {
  const target = resizeTarget(object);
  return workloads.find(workload => {
    const controller = controllerOf(workload);
    return controller.kind === target.kind && controller.name === target.name && controller.namespace === object.namespace;
  });
}

/** The controller to which a vertical autoscaler refers. */
export function resizeTarget({ json }: ManifestObject): ScaleTarget {
  const target = mappingAt(rootOf(json), RESIZE_TARGET);
  return { kind: stringAt(target, ['kind']) ?? '', name: stringAt(target, ['name']) ?? '' };
}
