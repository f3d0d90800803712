import { operatorBudgetOf } from '../../../../analysis/disruption/operator-budgets';
import { shorten } from '../../../../text';
import { edited } from '../../../fixes/edited';
import { objectPart } from '../../object-rule';

/** A single instance of a database whose operator writes the budget. */
export const ofOperator = objectPart((object, _profile, manifests) => {
  const budget = operatorBudgetOf(object, manifests);
  if (!budget || budget.instances < 1) { return undefined; }
  if (budget.instances > 1) { return []; }
  return [{
    path: budget.path,
    message: `${budget.operator} writes a PodDisruptionBudget that keeps the primary of ${shorten(object.name)}, and with one instance no other can take over: its only pod may never be evicted, and every drain of its node gets stuck.`,
    ...edited([{ path: budget.path, value: 2 }], {
      ...budget.switch && { or: `set ${budget.switch.join('.')} to false if a drain may stop the database` },
      byHand: 'whether the cluster has room for another copy of its data',
    }),
  }];
});
