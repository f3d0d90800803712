/**
 * How the controller of Argo Rollouts runs the steps of a canary.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/canary/
 */
import { Fenceposts } from './rollout';
import { Batch, RolloutSchedule } from './schedule';
import { addSpans, Span, span, timesSpan } from './span';

/** How many pods the canary has, independently of its share of the requests. */
export type CanaryScale = { readonly replicas: number } | { readonly weight: number };

export type RolloutStep =
  /** Percent of the requests, and of the pods unless a scale is set. */
  | { readonly weight: number }
  /** With a traffic router: the number of pods from here on, or the number of the weight again. */
  | { readonly scale: CanaryScale | 'asWeight' }
  /** Seconds until the rollout continues by itself. */
  | { readonly pause: number };

/** The steps of a canary, as far as they take time. */
export interface RolloutSteps {
  /** In order; the last step to 100 % is implied. */
  readonly steps: readonly RolloutStep[];
  /** Whether a step waits for a person, or for an analysis whose duration manifests do not state. */
  readonly waits: boolean;
}

/** A canary with a traffic router: new pods beside the old ones. */
export interface BesideOld {
  /** Seconds from the last step until the old pods stop. */
  readonly stopAfter: number;
  /** Whether old pods stop as soon as the weight is shifted away from them. */
  readonly stableFollows: boolean;
}

/** How many pods of each revision a step requires. */
export interface CanaryTarget {
  readonly canary: number;
  readonly stable: number;
}

/** `ceil(replicas * weight / 100)`: the number of pods for a weight, if a traffic router splits the requests. */
export function canaryPods(replicas: number, weight: number): number {
  return Math.ceil(replicas * weight / 100);
}

/**
 * The numbers of pods that are closest to a weight without a traffic router: out of all pods, or out of one more if the update
 * may surge. From 1 to 99 % the canary has at least one pod, unless a single pod may not surge.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.8.5/utils/replicaset/canary.go, approximateWeightedCanaryStableReplicaCounts
 */
export function canaryTarget(replicas: number, weight: number, surge: number): CanaryTarget {
  const [up, down] = [canaryPods(replicas, weight), Math.floor(replicas * weight / 100)];
  const mayBeAny = replicas === 1 && surge === 0;
  const isTied = (total: number): boolean => total * weight % 100 === 50;
  const options = [replicas, ...surge > 0 ? [replicas + 1] : []].flatMap(total => [
    ...total > replicas || up < replicas || mayBeAny ? [{ canary: up, stable: total - up }] : [],
    ...!isTied(total) && (down > 0 || mayBeAny) ? [{ canary: down, stable: total - down }] : [],
  ]);
  const offBy = ({ canary, stable }: CanaryTarget): number => Math.abs(100 * canary / (canary + stable) - weight);
  const [first = { canary: 0, stable: replicas }, ...others] = options;
  return others.reduce((best, option) => offBy(option) < offBy(best) ? option : best, first);
}

/**
 * The pauses, and for each weight the time until its pods are available: all at once with a traffic router, otherwise in waves
 * within the limits.
 */
export function canaryDuration(steps: RolloutSteps, replicas: number, available: Span, limits: Fenceposts | BesideOld): Span {
  const { pauses, waves } = walk(steps, replicas, 0, limits);
  return addSpans(span(pauses), timesSpan(waves, available));
}

/**
 * The pods that are created and stopped, step by step. Without a traffic router an old pod stops for each new one. With one, all
 * old pods stay until `stopAfter` seconds after the last step, unless they follow the weight.
 */
export function canarySchedule(
  steps: RolloutSteps, replicas: number, available: number, limits: Fenceposts | BesideOld,
): RolloutSchedule {
  const { created, stopped, pauses, waves } = walk(steps, replicas, available, limits);
  return { created, stopped, duration: pauses + waves * available };
}

/** The most pods of both revisions at once with a traffic router, including terminating ones, for fast and slow starts. */
export function canaryPeak(steps: RolloutSteps, replicas: number, limits: BesideOld, available: Span, gone: number): number {
  return Math.max(...[available.best, available.worst].flatMap(seconds => {
    const { created, stopped } = canarySchedule(steps, replicas, seconds, limits);
    return created.map(({ at }) => replicas + podsUntil(created, at) - podsUntil(stopped, at - gone));
  }), replicas);
}

function podsUntil(batches: readonly Batch[], until: number): number {
  return batches.reduce((sum, { at, pods }) => at <= until ? sum + pods : sum, 0);
}

function walk(steps: RolloutSteps, replicas: number, available: number, limits: Fenceposts | BesideOld) {
  const created: Batch[] = [];
  const stopped: Batch[] = [];
  let [at, pauses, waves, added, old] = [0, 0, 0, 0, replicas];
  const create = (pods: number): void => {
    if (pods <= 0) { return; }
    created.push({ at, pods });
    [at, waves, added] = [at + available, waves + 1, added + pods];
  };
  const stop = (pods: number, later = 0): void => {
    if (pods <= 0) { return; }
    stopped.push({ at: at + later, pods });
    old -= pods;
  };
  for (const stage of stagesOf(steps, replicas, limits)) {
    if ('pause' in stage) {
      [at, pauses] = [at + stage.pause, pauses + stage.pause];
    } else if ('stopAfter' in limits) {
      create(stage.canary - added);
      stop(old - stage.stable, stage.stable === 0 ? limits.stopAfter : 0);
    } else {
      const spare = (): number => Math.min(old - stage.stable, old + added - (replicas - limits.unavailable));
      while (added < stage.canary) {
        stop(spare());
        const room = replicas + limits.surge - old - added;
        if (room <= 0) { break; }
        create(Math.min(stage.canary - added, room));
      }
      stop(spare());
    }
  }
  return { created, stopped, pauses, waves };
}

function stagesOf(
  { steps }: RolloutSteps, replicas: number, limits: Fenceposts | BesideOld,
): (CanaryTarget | { readonly pause: number })[] {
  let weight = 0;
  let scale: CanaryScale | undefined;
  return [...steps, { weight: 100 }].map((step, i) => {
    if ('pause' in step) { return step; }
    const isLast = i === steps.length;
    if ('weight' in step) { weight = step.weight; }
    if (isLast) { scale = undefined; }
    if ('scale' in step) { scale = step.scale === 'asWeight' ? undefined : step.scale; }
    if (!('stopAfter' in limits)) { return canaryTarget(replicas, weight, limits.surge); }
    const staying = isLast ? 0 : replicas;
    return {
      canary: scale && 'replicas' in scale ? scale.replicas : canaryPods(replicas, scale?.weight ?? weight),
      stable: limits.stableFollows ? canaryPods(replicas, 100 - weight) : staying,
    };
  });
}
