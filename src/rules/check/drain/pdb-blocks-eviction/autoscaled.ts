import { BUDGET_PATHS } from '../../../../manifests';
import { oneAtATime, showLimit } from '../../../fixes/budget';
import { podOwnerNames, podsBetween } from '../../../wording/pods';
import { budgetPart } from '../../budget-rule';

export const autoscaled = budgetPart(({ limit }, { sole }) => {
  if (!sole || !limit || sole.autoscalers.length === 0) { return undefined; }
  if (sole.replicas.max < 2 || sole.replicas.max === sole.replicas.min) { return undefined; }
  if ('maxUnavailable' in limit || typeof limit.minAvailable === 'string') { return []; }
  const mustStay = limit.minAvailable;
  const fewest = Math.max(2, sole.replicas.min);
  // Where all pods must stay even at the most, the limit blocks at every number of pods; at one pod, the autoscaler is what is wrong.
  return mustStay < fewest || mustStay >= sole.replicas.max ? [] : [{
    path: BUDGET_PATHS.minAvailable,
    message: `The number of pods of ${podOwnerNames([sole])} changes, but ${showLimit(limit)} does not: scaled down to ${podsBetween(fewest, mustStay)} none may be evicted, and every drain of their nodes gets stuck.`,
    ...oneAtATime(limit, { byHand: 'how many pods have to stay' }),
  }];
});
