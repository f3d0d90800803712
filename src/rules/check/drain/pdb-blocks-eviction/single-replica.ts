import { allowsNone, limitField } from '../../../../analysis/disruption/limits';
import { heldData } from '../../../../analysis/scaling/held-data';
import { allowedDisruptions } from '../../../../lifecycle';
import { oneAtATime, showLimit } from '../../../fixes/budget';
import { movedData } from '../../../fixes/data';
import { podOwnerNames } from '../../../wording/pods';
import { budgetPart } from '../../budget-rule';

export const singleReplica = budgetPart((budget, { sole }, _profile, manifests) => {
  const { limit } = budget;
  if (!limit || sole?.replicas.max !== 1 || allowsNone(budget)) { return undefined; }
  if (allowedDisruptions(limit, 1) > 0) { return []; }
  const data = heldData(sole, manifests);
  return [{
    path: limitField(limit).path,
    message: `With ${showLimit(limit)}, the only pod of ${podOwnerNames([sole])} may never be evicted: every drain of its node gets stuck.`,
    ...oneAtATime(limit, { or: data ? movedData(data) : `run 2 pods of ${podOwnerNames([sole])}`, byHand: 'whether a drain may stop the only pod' }),
  }];
});
