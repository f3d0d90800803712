import { OperatedInstances, operatedInstances, OperatorBudget } from '../../../../analysis/disruption/operated-instances';
import { countOf, shorten } from '../../../../text';
import { edited } from '../../../fixes/edited';
import { valueInWords } from '../../../wording/values';
import { objectPart } from '../../object-rule';

/** Too few instances of a role, such as the single one of a database, whose operator writes the budget. */
export const ofOperator = objectPart((object, _profile, manifests) => {
  const guarded = operatedInstances(object, manifests).flatMap(role => role.budget ? [{ role, budget: role.budget }] : []);
  if (guarded.length === 0) { return undefined; }
  return guarded.filter(({ role, budget }) => role.instances <= budget.keeps).map(({ role, budget }) => ({
    // Without the budget, a drain stops the only pod instead.
    ...budget.until !== undefined && { severity: 'warning' as const },
    path: role.path,
    message: `${role.operator} ${budget.until === undefined ? '' : `up to ${budget.until} `}writes a PodDisruptionBudget that ${stuck(role, budget, shorten(object.name))}.`
      + (budget.until === undefined ? '' : ' Later versions write none then, and the drain stops the only pod.'),
    ...edited([role.path, ...role.alsoRaised ? [role.alsoRaised] : []].map(path => ({ path, value: role.needed })), {
      ...budget.switch && { or: `set ${budget.switch.path.join('.')} to ${valueInWords(budget.switch.value)} if a drain may stop ${budget.guards === 'primary' ? 'the database' : 'it'}` },
      ...role.operator !== 'Istio' && { byHand: 'whether the cluster has room for another copy of its data' },
    }),
  }));
});

function stuck({ role, instances }: OperatedInstances, { keeps, guards }: OperatorBudget, name: string): string {
  switch (guards) {
    case 'primary': return `keeps the primary of ${name}, and with one instance no other can take over: its only pod may never be evicted, and every drain of its node gets stuck`;
    // With an Enterprise licence, ECK writes a budget for each role, which allows to evict the only node of one.
    case 'all': return `selects all pods of ${name} and, with only one ${role}, allows no eviction: every drain of their nodes gets stuck, or, with an Enterprise licence, stops the only ${role}`;
    case 'autoscaled': return `keeps one ${role}: while only one runs, it may not be evicted, and every drain of its node gets stuck`;
    case 'role': return `keeps ${countOf(keeps, 'pod')} of ${name}, but it has only ${instances === 1 ? `one ${role}` : countOf(instances, role)}: none may ever be evicted, and every drain of their nodes gets stuck`;
  }
}
