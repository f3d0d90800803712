/**
 * How the controller of Argo Rollouts walks through the steps of a canary.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/canary/
 */
import { Fenceposts } from './rollout';
import { addSpans, Span, span, timesSpan } from './span';

/** The steps of a canary, as far as they take time. */
export interface RolloutSteps {
  /** The weights in percent, in order; 100 follows by itself. */
  readonly weights: readonly number[];
  /** All pauses that end by themselves, in seconds. */
  readonly pauses: number;
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
export function canaryDuration({ weights, pauses }: RolloutSteps, replicas: number, available: Span, limits?: Fenceposts): Span {
  const pods = [...weights, 100].map(weight => canaryPods(replicas, weight));
  const added = pods.map((count, step) => count - Math.max(0, ...pods.slice(0, step))).filter(count => count > 0);
  const waits = added.map(count => limits ? Math.ceil(count / (limits.surge + limits.unavailable)) : 1);
  return addSpans(span(pauses), timesSpan(waits.reduce((sum, each) => sum + each, 0), available));
}
