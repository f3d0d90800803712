import { operatedInstances } from '../../../../analysis/disruption/operated-instances';
import { shorten } from '../../../../text';
import { edited } from '../../../fixes/edited';
import { objectPart } from '../../object-rule';

/** The only instance of a role that an operator runs. If the budget of the operator keeps it, `pdb-blocks-eviction` reports it. */
export const ofOperator = objectPart((object, _profile, manifests) => {
  const roles = operatedInstances(object, manifests);
  if (roles.length === 0) { return undefined; }
  return roles.filter(({ instances, budget }) => instances === 1 && !budget).map(({ role, path, needed, otherwiseMore }) => ({
    path,
    message: `Only one ${role} of ${shorten(object.name)} runs: while it is updated, evicted, crashes or loses its node, its clients get no answer until it is back.`,
    ...otherwiseMore !== undefined ? { fix: otherwiseMore } : edited([{ path, value: needed }], { byHand: 'whether the others get a copy of its data, and clients connect to them' }),
  }));
});
