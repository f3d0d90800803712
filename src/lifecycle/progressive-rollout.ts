/**
 * How the controller of Argo Rollouts walks through the steps of a canary.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/canary/
 */
import { Fenceposts, rolloutDuration } from './rollout';
import { Batch, RolloutSchedule, scheduleRollout } from './schedule';
import { addSpans, Span, span } from './span';

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

/** The pauses, and for each weight a rollout of the pods that it adds. */
export function canaryDuration(steps: readonly RolloutStep[], replicas: number, available: Span, limits: Fenceposts): Span {
  const pauses = steps.flatMap(step => 'pause' in step ? [span(step.pause)] : []);
  const weights = steps.flatMap(step => 'weight' in step ? [step.weight] : []);
  const pods = [...weights, 100].map(weight => canaryPods(replicas, weight));
  const added = pods.map((count, step) => count - Math.max(0, ...pods.slice(0, step))).filter(count => count > 0);
  return addSpans(...pauses, ...added.map(count => rolloutDuration(count, limits, available)));
}

/** The pods that are created and stopped: those of each weight as a Deployment of so many would replace them. */
export function canarySchedule(
  steps: readonly RolloutStep[], replicas: number, available: number, limits: Fenceposts,
): RolloutSchedule {
  const created: Batch[] = [];
  const stopped: Batch[] = [];
  let [start, added] = [0, 0];
  for (const step of [...steps, { weight: 100 }]) {
    if ('pause' in step) {
      start += step.pause;
      continue;
    }
    const more = Math.max(0, canaryPods(replicas, step.weight) - added);
    const part = scheduleRollout({ replicas: more, ...limits }, available);
    created.push(...delayed(part.created, start));
    stopped.push(...delayed(part.stopped, start));
    start += part.duration;
    added += more;
  }
  return { created, stopped, duration: start };
}

function delayed(batches: readonly Batch[], seconds: number): Batch[] {
  return batches.map(({ at, pods }) => ({ at: at + seconds, pods }));
}
