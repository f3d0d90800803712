import fc from 'fast-check';
import { allowsNone, limitField } from '../../../src/analysis/disruption/limits';
import { BudgetLimit, CountOrPercent } from '../../../src/lifecycle';
import { exampleManifests } from '../../../src/rules/examples';
import { runs } from '../../property-runs';
import { manifestsIn } from '../../rules/check/judging';

function none(limit: BudgetLimit | undefined): boolean {
  const [budget] = manifestsIn(exampleManifests('')).budgets;
  return allowsNone({ ...budget, limit });
}

test('a limit has the path of its field', () => {
  expect(limitField({ maxUnavailable: 1 })).toEqual({ path: ['spec', 'maxUnavailable'], value: 1 });
  expect(limitField({ maxUnavailable: 0 })).toEqual({ path: ['spec', 'maxUnavailable'], value: 0 });
  expect(limitField({ minAvailable: '50%' })).toEqual({ path: ['spec', 'minAvailable'], value: '50%' });
});

test.each<[BudgetLimit | undefined]>([
  [undefined], [{ maxUnavailable: 0 }], [{ maxUnavailable: '0%' }], [{ maxUnavailable: '00%' }], [{ minAvailable: '100%' }], [{ minAvailable: '101%' }],
])('the limit %j allows no eviction', limit => {
  expect(none(limit)).toBe(true);
});

test.each<[BudgetLimit]>([
  [{ maxUnavailable: 1 }], [{ maxUnavailable: '1%' }], [{ maxUnavailable: 10 }], [{ maxUnavailable: '100%' }],
  [{ minAvailable: '99%' }], [{ minAvailable: '0%' }], [{ minAvailable: 0 }], [{ minAvailable: 100 }], [{ minAvailable: 1000 }],
])('the limit %j allows an eviction at some number of replicas', limit => {
  expect(none(limit)).toBe(false);
});

test('a limit allows no eviction if it requires all pods at every number of replicas', () => {
  // Kubernetes rounds both up.
  const pods = (limit: CountOrPercent, replicas: number) => typeof limit === 'number' ? limit : Math.ceil(Number.parseInt(limit, 10) * replicas / 100);
  const percent = fc.nat(120).map(number => `${number}%` as CountOrPercent);
  const amount = fc.oneof(fc.nat(120), percent);
  fc.assert(fc.property(amount, fc.boolean(), (value, isMost) => {
    const leaves = (replicas: number) => isMost ? Math.min(replicas, pods(value, replicas)) : replicas - pods(value, replicas);
    const some = Array.from({ length: 300 }, (_, i) => i + 1).some(replicas => leaves(replicas) > 0);
    expect(none(isMost ? { maxUnavailable: value } : { minAvailable: value })).toBe(!some);
  }), { numRuns: runs(300) });
});
