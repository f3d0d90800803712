import { CountOrPercent } from '../../lifecycle';
import { booleanAt, countOrPercentAt, FieldErrors, FieldCursor, listAt, mappingAt, numberAt, rootOf, stringAt } from '../fields';
import { groupOf, ManifestObject } from '../manifest-object';
import { Path } from '../path';
import { parseDuration } from './duration';
import { WORKLOAD_PATHS } from './paths';
import { PodTemplate, readPodTemplate } from './pod-template';

/** One step of a canary, in the order of the list. */
export type CanaryStep =
  | { readonly kind: 'setWeight'; readonly weight: number }
  /** Without a time it waits until a person promotes it. */
  | { readonly kind: 'pause'; readonly seconds?: number }
  /** Canary pods beside the weight, which only a traffic router makes possible. */
  | { readonly kind: 'setCanaryScale'; readonly replicas?: number; readonly weight?: number; readonly matchesWeight: boolean }
  /** An analysis, an experiment or a plugin: manifests do not state its duration. */
  | { readonly kind: 'other' };

/** New pods beside the old ones, step by step. */
export interface CanaryStrategy {
  readonly type: 'Canary';
  readonly maxSurge: CountOrPercent;
  readonly maxUnavailable: CountOrPercent;
  readonly steps: CanaryStep[];
  /** The traffic routers: the keys of `trafficRouting`, such as `istio`, `nginx`, `alb`, `plugins`; empty without. */
  readonly trafficRouters: string[];
  readonly stableService?: string;
  readonly canaryService?: string;
  /** The two Services that take turns, if the router switches its own targets. */
  readonly pingPong?: { readonly ping?: string; readonly pong?: string };
  /** Whether stable pods stop as soon as their weight falls. */
  readonly dynamicStableScale: boolean;
  /** How long the old pods live after the promotion; only with a traffic router. */
  readonly scaleDownDelay: number;
}

/** All new pods beside all old ones, then the active Service switches. */
export interface BlueGreenStrategy {
  readonly type: 'BlueGreen';
  readonly activeService?: string;
  readonly previewService?: string;
  readonly autoPromotes: boolean;
  readonly previewReplicas?: number;
  readonly maxUnavailable: CountOrPercent;
  /** How long the old pods live after the switch. */
  readonly scaleDownDelay: number;
}

export type RolloutStrategy = CanaryStrategy | BlueGreenStrategy;

/** An Argo Rollout, with its controller's defaults. The pod template may be that of the Deployment it refers to. */
export interface RolloutView extends PodTemplate {
  readonly kind: 'Rollout';
  /** The Rollout itself, if `object` is the Deployment that has its pod template. */
  readonly controller: ManifestObject;
  /** `spec.replicas` as it was written; undefined if it was left out. */
  readonly declaredReplicas?: number;
  readonly paused: boolean;
  readonly strategy: RolloutStrategy;
  readonly minReady: number;
  readonly progressDeadline: number;
  /** The Deployment that has the pod template, and what becomes of its own pods. */
  readonly workloadRef?: { readonly kind: string; readonly name: string; readonly scaleDown: string };
}

export const ROLLOUT_PATHS = {
  workloadRef: ['spec', 'workloadRef'],
  canary: ['spec', 'strategy', 'canary'],
  blueGreen: ['spec', 'strategy', 'blueGreen'],
} as const satisfies Record<string, Path>;

/** Seconds that old pods live after a switch of traffic, by default. */
export const ROLLOUT_SCALE_DOWN_DELAY = 30;

export function isArgoRollout(object: ManifestObject): boolean {
  return object.kind === 'Rollout' && groupOf(object) === 'argoproj.io';
}

export function readArgoRollout(object: ManifestObject, fieldErrors: FieldErrors): RolloutView {
  const root = rootOf(object.json, fieldErrors);
  const reference = mappingAt(root, ROLLOUT_PATHS.workloadRef);
  return {
    ...readPodTemplate(object, fieldErrors),
    kind: 'Rollout',
    controller: object,
    declaredReplicas: numberAt(root, WORKLOAD_PATHS.declaredReplicas),
    paused: booleanAt(root, WORKLOAD_PATHS.paused) ?? false,
    strategy: strategyOf(root),
    minReady: numberAt(root, WORKLOAD_PATHS.minReady) ?? 0,
    progressDeadline: numberAt(root, WORKLOAD_PATHS.progressDeadline) ?? 600,
    ...reference.value !== undefined && {
      workloadRef: {
        kind: stringAt(reference, ['kind']) ?? '',
        name: stringAt(reference, ['name']) ?? '',
        scaleDown: stringAt(reference, ['scaleDown']) ?? 'never',
      },
    },
  };
}

function strategyOf(root: FieldCursor): RolloutStrategy {
  const blueGreen = mappingAt(root, ROLLOUT_PATHS.blueGreen);
  return blueGreen.value === undefined ? canaryOf(mappingAt(root, ROLLOUT_PATHS.canary)) : {
    type: 'BlueGreen',
    activeService: stringAt(blueGreen, ['activeService']) || undefined,
    previewService: stringAt(blueGreen, ['previewService']) || undefined,
    autoPromotes: booleanAt(blueGreen, ['autoPromotionEnabled']) ?? true,
    previewReplicas: numberAt(blueGreen, ['previewReplicaCount']),
    maxUnavailable: countOrPercentAt(blueGreen, ['maxUnavailable']) ?? 0,
    scaleDownDelay: numberAt(blueGreen, ['scaleDownDelaySeconds']) ?? ROLLOUT_SCALE_DOWN_DELAY,
  };
}

function canaryOf(canary: FieldCursor): CanaryStrategy {
  const routing = mappingAt(canary, ['trafficRouting']);
  const pingPong = mappingAt(canary, ['pingPong']);
  return {
    type: 'Canary',
    maxSurge: countOrPercentAt(canary, ['maxSurge']) ?? '25%',
    maxUnavailable: countOrPercentAt(canary, ['maxUnavailable']) ?? '25%',
    steps: listAt(canary, ['steps']).map(stepOf),
    trafficRouters: routersOf(routing),
    stableService: stringAt(canary, ['stableService']) || undefined,
    canaryService: stringAt(canary, ['canaryService']) || undefined,
    ...pingPong.value !== undefined && {
      pingPong: { ping: stringAt(pingPong, ['pingService']) || undefined, pong: stringAt(pingPong, ['pongService']) || undefined },
    },
    dynamicStableScale: booleanAt(canary, ['dynamicStableScale']) ?? false,
    scaleDownDelay: numberAt(canary, ['scaleDownDelaySeconds']) ?? ROLLOUT_SCALE_DOWN_DELAY,
  };
}

/** Fields of `trafficRouting` that are not routers. */
const SETTINGS = ['managedRoutes', 'maxTrafficWeight'];

function routersOf({ value }: FieldCursor): string[] {
  return value === undefined || value === null ? [] : Object.keys(value).filter(key => !SETTINGS.includes(key));
}

function stepOf(step: FieldCursor): CanaryStep {
  const weight = numberAt(step, ['setWeight']);
  if (weight !== undefined) { return { kind: 'setWeight', weight }; }
  const scale = mappingAt(step, ['setCanaryScale']);
  if (scale.value !== undefined) {
    return {
      kind: 'setCanaryScale',
      replicas: numberAt(scale, ['replicas']),
      weight: numberAt(scale, ['weight']),
      matchesWeight: booleanAt(scale, ['matchTrafficWeight']) ?? false,
    };
  }
  const pause = mappingAt(step, ['pause']);
  return pause.value === undefined ? { kind: 'other' } : { kind: 'pause', seconds: secondsOf(pause) };
}

function secondsOf(pause: FieldCursor): number | undefined {
  const duration = (pause.value as { duration?: unknown } | undefined)?.duration;
  if (typeof duration === 'number') { return duration; }
  if (typeof duration !== 'string') { return undefined; }
  return /^\d{1,8}$/.test(duration) ? Number(duration) : parseDuration(duration);
}
