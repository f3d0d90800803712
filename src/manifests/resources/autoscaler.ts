import { mappingAt, FieldErrors, numberAt, FieldCursor, rootOf, stringAt, valueAt } from '../fields';
import { groupOf, ManifestObject } from '../manifest-object';
import { Path } from '../path';

/** The fewest and the most replicas. */
export interface ReplicaRange {
  readonly min: number;
  readonly max: number;
}

/** A HorizontalPodAutoscaler or a KEDA ScaledObject, with the defaults of its API. */
export interface Autoscaler {
  readonly object: ManifestObject;
  readonly target: ScaleTarget;
  readonly replicas: ReplicaRange;
}

export interface ScaleTarget {
  /** Without the version; undefined if it was left out. */
  readonly group?: string;
  readonly kind: string;
  readonly name: string;
}

export const HORIZONTAL_POD_AUTOSCALER_PATHS = {
  target: ['spec', 'scaleTargetRef'],
  min: ['spec', 'minReplicas'],
  max: ['spec', 'maxReplicas'],
} as const satisfies Record<string, Path>;

export const SCALED_OBJECT_PATHS = {
  target: ['spec', 'scaleTargetRef'],
  min: ['spec', 'minReplicaCount'],
  max: ['spec', 'maxReplicaCount'],
  idle: ['spec', 'idleReplicaCount'],
  paused: ['metadata', 'annotations', 'autoscaling.keda.sh/paused-replicas'],
} as const satisfies Record<string, Path>;

export function isAutoscaler(object: ManifestObject): boolean {
  return isHorizontalPodAutoscaler(object) || (object.kind === 'ScaledObject' && groupOf(object) === 'keda.sh');
}

function isHorizontalPodAutoscaler(object: ManifestObject): boolean {
  return object.kind === 'HorizontalPodAutoscaler' && groupOf(object) === 'autoscaling';
}

export function autoscalerOf(object: ManifestObject, fieldErrors: FieldErrors): Autoscaler {
  const root = rootOf(object.json, fieldErrors);
  return isHorizontalPodAutoscaler(object)
    ? { object, target: targetAt(root, HORIZONTAL_POD_AUTOSCALER_PATHS.target, ''), replicas: horizontalRange(root) }
    : { object, target: targetAt(root, SCALED_OBJECT_PATHS.target, 'Deployment'), replicas: pausedRange(object) ?? scaledRange(root) };
}

function horizontalRange(root: FieldCursor): ReplicaRange {
  const min = numberAt(root, HORIZONTAL_POD_AUTOSCALER_PATHS.min) ?? 1;
  return { min, max: Math.max(min, numberAt(root, HORIZONTAL_POD_AUTOSCALER_PATHS.max) ?? 1) };
}

/** The number of pods at which KEDA is paused, for any load; undefined if it scales. */
export function pausedReplicas({ json }: ManifestObject): number | undefined {
  const written = `${valueAt(rootOf(json), SCALED_OBJECT_PATHS.paused) ?? ''}`;
  return /^\d{1,6}$/.test(written) ? Number(written) : undefined;
}

/** The number of pods between which KEDA scales if it is not paused. */
export function unpausedReplicas({ json }: ManifestObject): ReplicaRange {
  return scaledRange(rootOf(json));
}

function scaledRange(root: FieldCursor): ReplicaRange {
  const min = numberAt(root, SCALED_OBJECT_PATHS.min) ?? 0;
  const idle = numberAt(root, SCALED_OBJECT_PATHS.idle) ?? min;
  return { min: Math.min(idle, min), max: Math.max(min, numberAt(root, SCALED_OBJECT_PATHS.max) ?? 100) };
}

function pausedRange(object: ManifestObject): ReplicaRange | undefined {
  const pods = pausedReplicas(object);
  return pods === undefined ? undefined : { min: pods, max: pods };
}

function targetAt(root: FieldCursor, path: Path, defaultKind: string): ScaleTarget {
  const target = mappingAt(root, path);
  const apiVersion = stringAt(target, ['apiVersion']);
  return {
    group: apiVersion ? groupOf({ apiVersion }) : undefined,
    kind: stringAt(target, ['kind']) || defaultKind,
    name: stringAt(target, ['name']) ?? '',
  };
}
