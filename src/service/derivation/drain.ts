import { ReplicaRange } from './replica-range';
import { Router } from './router';
import { DisruptionPolicy } from '../../intent';
import { allowedDisruptions, BudgetLimit, CountOrPercent, replicaCounts, SPARE_SHARE } from '../../lifecycle';
import { countOrPercent } from '../checks/number-props';
import { PropErrors } from '../checks/prop-errors';

/** How many pods a drain may evict. */
export interface Drain {
  /** Absent if there is no budget. */
  readonly limit?: BudgetLimit;
  /** Acknowledged rules whose reasons are part of a prop. */
  readonly acknowledged: { [rule: string]: string };
}

export function deriveDrain(
  errors: PropErrors, given: DisruptionPolicy | undefined, replicas: ReplicaRange, router: Router,
): Drain {
  // An evicted worker ends its job first: one at a time, a drain would take the longest job times the number of pods.
  if (given === undefined && router.name === 'none') { return { acknowledged: {} }; }
  const policy = given === undefined ? DisruptionPolicy.oneAtATime() : given;
  const asked = policy?._limit;
  if (!asked) {
    errors.add({
      prop: 'disruption',
      given,
      allowed: 'DisruptionPolicy.oneAtATime() or another factory of DisruptionPolicy',
      because: 'Without a budget, a node upgrade may evict all pods at once.',
      remedy: 'use a factory of DisruptionPolicy',
    });
    return { limit: { maxUnavailable: 1 }, acknowledged: {} };
  }
  if (asked.kind === 'blockEvictions') {
    return { limit: { maxUnavailable: 0 }, acknowledged: { 'pdb-blocks-eviction': asked.reason } };
  }
  const prop = `disruption (DisruptionPolicy.${asked.kind})`;
  const value = countOrPercent(errors, prop, asked.value ?? null, 1, 'The API server rejects it, and the pods run without a budget.');
  const limit: BudgetLimit = asked.kind === 'maxUnavailable' ? { maxUnavailable: value } : { minAvailable: value };
  checkRange(errors, prop, value, limit, replicas, router.name !== 'none');
  checkGrowth(errors, prop, value, asked.kind, replicas);
  return { limit, acknowledged: {} };
}

function checkRange(
  errors: PropErrors, prop: string, given: unknown, limit: BudgetLimit, range: ReplicaRange, isRouted: boolean,
): void {
  if (errors.has('replicas', 'autoscaling', prop)) { return; }
  for (const replicas of replicaCounts(range)) {
    const allowed = allowedDisruptions(limit, replicas);
    if (allowed === 0) {
      errors.add({
        prop,
        given,
        allowed: `a limit that allows the eviction of at least one of ${replicas} pods (percentages round up)`,
        because: 'No pod could ever be evicted: node upgrades hang for minutes or hours, and then fail or kill pods without a drain.',
        remedy: 'use DisruptionPolicy.oneAtATime(), or DisruptionPolicy.blockEvictions({ reason }) if nodes are to wait',
      });
      return;
    }
    if (isRouted && allowed >= replicas && replicas > 1) {
      errors.add({
        prop,
        given,
        allowed: `a limit that keeps at least one of ${replicas} pods (percentages round up)`,
        because: 'A drain may evict all pods at once: an outage for users in each node upgrade.',
        remedy: 'use DisruptionPolicy.oneAtATime()',
        rule: 'pdb-missing',
      });
      return;
    }
  }
}

function checkGrowth(errors: PropErrors, prop: string, value: CountOrPercent, kind: string, { min, max }: ReplicaRange): void {
  if (kind !== 'minAvailable' || typeof value !== 'number' || min === max || errors.has('autoscaling', prop)) { return; }
  const mayGo = max - value;
  if (mayGo <= Math.max(1, max * SPARE_SHARE)) { return; }
  errors.add({
    prop,
    given: value,
    allowed: 'a percentage, since an autoscaler changes the number of pods',
    because: `With ${max} pods, a drain may evict ${mayGo} of them at once, when the load is highest.`,
    remedy: 'use DisruptionPolicy.oneAtATime()',
    rule: 'pdb-min-available-too-low',
  });
}
