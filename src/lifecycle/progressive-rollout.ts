/**
 * How the controller of Argo Rollouts walks through the steps of a canary.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/canary/
 */
import { Fenceposts } from './rollout';
import { Batch, RolloutSchedule } from './schedule';
import { addSpans, Span, span, timesSpan } from './span';

export type RolloutStep = { readonly weight: number } | { readonly pause: number };

/** The steps of a canary, as far as they take time. */
export interface RolloutSteps {
  /** Weights in percent, and pauses in seconds that end by themselves, in order; 100 % follows by itself. */
  readonly steps: readonly RolloutStep[];
  /** Whether a step waits for a person, or for an analysis whose time manifests do not say. */
  readonly waits: boolean;
}

/** `ceil(replicas * weight / 100)`: the pods of a weight, in whole pods. At one replica every weight above 0 is one pod. */
export function canaryPods(replicas: number, weight: number): number {
  return Math.ceil(replicas * weight / 100);
}

/**
 * The pauses, and for each weight the time until its pods are available: all of them at once with a traffic router, else
 * `ceil(added / (surge + unavailable))` waves.
 */
export function canaryDuration({ steps }: RolloutSteps, replicas: number, available: Span, limits?: Fenceposts): Span {
  const pauses = steps.reduce((sum, step) => sum + ('pause' in step ? step.pause : 0), 0);
  const weights = steps.flatMap(step => 'weight' in step ? [step.weight] : []);
  const pods = [...weights, 100].map(weight => canaryPods(replicas, weight));
  const added = pods.map((count, step) => count - Math.max(0, ...pods.slice(0, step))).filter(count => count > 0);
  const waits = added.map(count => limits ? Math.ceil(count / (limits.surge + limits.unavailable)) : 1);
  return addSpans(span(pauses), timesSpan(waits.reduce((sum, each) => sum + each, 0), available));
}

/**
 * The pods that are created and stopped, step by step: without a traffic router an old pod stops for each new one, with one
 * all old pods stay until `stopAfter` seconds after the last step.
 */
export function canarySchedule(
  { steps }: RolloutSteps, replicas: number, available: number, limits: Fenceposts | { readonly stopAfter: number },
): RolloutSchedule {
  const created: Batch[] = [];
  const stopped: Batch[] = [];
  let [at, added] = [0, 0];
  for (const step of [...steps, { weight: 100 }]) {
    if ('pause' in step) {
      at += step.pause;
      continue;
    }
    const wanted = canaryPods(replicas, step.weight);
    while (added < wanted) {
      const atOnce = 'stopAfter' in limits ? wanted - added : Math.min(limits.surge + limits.unavailable, wanted - added);
      const first = 'stopAfter' in limits ? 0 : Math.min(limits.unavailable, atOnce);
      if (first > 0) { stopped.push({ at, pods: first }); }
      created.push({ at, pods: atOnce });
      at += available;
      added += atOnce;
      if (!('stopAfter' in limits) && atOnce > first) { stopped.push({ at, pods: atOnce - first }); }
    }
  }
  return { created, stopped: 'stopAfter' in limits ? [{ at: at + limits.stopAfter, pods: replicas }] : stopped, duration: at };
}
