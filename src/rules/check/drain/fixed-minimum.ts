import { GuardedPods } from '../../../analysis/disruption/guarded-pods';
import { BUDGET_PATHS, ReplicaRange } from '../../../manifests';
import { oneAtATime, showLimit } from '../../fixes/budget';
import { RulePart } from '../../rule';
import { podOwnerNames } from '../../wording/pods';
import { budgetPart } from '../budget-rule';

/** A number of pods that must stay, whose consequence depends on how many the autoscaler runs. */
export interface FixedMinimum {
  readonly mustStay: number;
  /** The fewest pods for which a budget is judged: with one pod, the autoscaler is the defect. */
  readonly fewest: number;
  readonly most: number;
}

/** Judges a whole minAvailable under an autoscaler: `consequence` ends the sentence, and is undefined if there is no defect. */
export function fixedMinimumPart(
  consequence: (minimum: FixedMinimum) => string | undefined, concerns: (guarded: GuardedPods) => boolean = () => true,
): RulePart {
  return budgetPart(({ limit }, guarded) => {
    const { sole } = guarded;
    if (!sole || !limit || sole.autoscalers.length === 0 || !isRange(sole.replicas) || !concerns(guarded)) { return undefined; }
    if ('maxUnavailable' in limit || typeof limit.minAvailable === 'string') { return []; }
    const { min, max } = sole.replicas;
    const then = consequence({ mustStay: limit.minAvailable, fewest: Math.max(2, min), most: max });
    return then === undefined ? [] : [{
      path: BUDGET_PATHS.minAvailable,
      message: `The number of pods of ${podOwnerNames([sole])} changes, but ${showLimit(limit)} does not: ${then}`,
      ...oneAtATime(limit, { byHand: 'how many pods must stay' }),
    }];
  });
}

function isRange({ min, max }: ReplicaRange): boolean {
  return max >= 2 && max > min;
}
