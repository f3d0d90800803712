import fc from 'fast-check';
import { FEWEST_TO_SPARE_ONE, isMaxUnavailableWritten, isZero, LimitsAt, limitsOf, shareLost, unsparedLoss, worstLoss } from '../../../src/analysis/scaling/rollout-limits';
import { SPARE_SHARE } from '../../../src/lifecycle';
import { exampleManifests } from '../../../src/rules/examples';
import { runs } from '../../property-runs';
import { manifestsIn } from '../../rules/check/judging';
import { deployment } from '../../rules/check/placement/violations-on';

const workload = (spec: Readonly<Record<string, unknown>>) => manifestsIn(exampleManifests(deployment(spec))).workloads[0];
type Limit = number | string | null;

const rolling = (maxSurge: Limit, maxUnavailable: Limit) => ({ strategy: { rollingUpdate: { maxSurge, maxUnavailable } } });
const at = (pods: number, unavailable: number): LimitsAt => ({ pods, unavailable, surge: 0, forced: false });

test('from four pods on, one can be spared', () => {
  expect(FEWEST_TO_SPARE_ONE * SPARE_SHARE).toBe(1);
});

describe('the limits of a strategy', () => {
  test.each<[string, Readonly<Record<string, unknown>>, unknown[]]>([
    ['counts', { replicas: 3, ...rolling(1, 2) }, [{ pods: 3, surge: 1, unavailable: 2, forced: false }]],
    ['percentages', { replicas: 5, ...rolling('25%', '25%') }, [{ pods: 5, surge: 2, unavailable: 1, forced: false }]],
    ['two zeros, so that one pod is still removed', { replicas: 3, ...rolling(0, '25%') }, [{ pods: 3, surge: 0, unavailable: 1, forced: true }]],
    ['no pods', { replicas: 0, ...rolling(1, 1) }, []],
    ['Recreate', { replicas: 3, strategy: { type: 'Recreate', rollingUpdate: null } }, []],
  ])('are computed for %s', (_, spec, limits) => {
    expect(limitsOf(workload(spec))).toEqual(limits);
  });

  test('are computed for every number of replicas from 1', () => {
    const { replicas, ...one } = workload(rolling(1, '50%'));
    expect(limitsOf({ ...one, replicas: { min: 0, max: 3 } }).map(({ pods, unavailable }) => [pods, unavailable]))
      .toEqual([[1, 0], [2, 1], [3, 1]]);
    expect(replicas).toEqual({ min: 3, max: 3 });
  });
});

describe('the worst loss', () => {
  test.each<[string, LimitsAt[], LimitsAt | undefined]>([
    ['is undefined without pods', [], undefined],
    ['is undefined if no pod is ever removed', [at(1, 0), at(2, 0)], undefined],
    ['is the largest share', [at(3, 1), at(2, 1), at(4, 1)], at(2, 1)],
    ['is that of the fewest pods if the shares are equal', [at(2, 1), at(4, 2)], at(2, 1)],
    ['is at most all pods', [at(2, 2), at(1, 3)], at(2, 2)],
    ['skips numbers at which no pod is removed', [at(1, 0), at(9, 1), at(10, 0)], at(9, 1)],
  ])('%s', (_, limits, worst) => {
    expect(worstLoss(limits)).toEqual(worst);
  });

  test('is never exceeded', () => {
    const limit = fc.tuple(fc.integer({ min: 1, max: 100 }), fc.nat({ max: 100 }))
      .map(([pods, unavailable]) => at(pods, unavailable));
    fc.assert(fc.property(fc.array(limit), limits => {
      const worst = worstLoss(limits);
      expect(Math.max(0, ...limits.map(shareLost))).toBe(worst ? shareLost(worst) : 0);
    }), { numRuns: runs(200) });
  });
});

test.each([[4, 1, 0.25], [3, 0, 0], [2, 2, 1], [1, 2, 1]])('of %i pods, %i is a share of %d', (pods, unavailable, share) => {
  expect(shareLost(at(pods, unavailable))).toBe(share);
});

test.each([[0, true], ['25%', true], [null, false]])('maxUnavailable %s is set in the Deployment: %s', (maxUnavailable, is) => {
  expect(isMaxUnavailableWritten(workload(rolling(1, maxUnavailable)))).toBe(is);
});

test.each([[0, true], ['0%', true], ['00%', true], [1, false], ['1%', false], ['10%', false], ['100%', false], [10, false]])('%s is always 0: %s', (limit, is) => {
  expect(isZero(limit)).toBe(is);
});

test.each<[what: string, limits: LimitsAt[], beside: boolean, worst: LimitsAt | undefined]>([
  ['a quarter, which can be spared', [at(4, 1)], false, undefined],
  ['more than a quarter', [at(7, 2)], false, at(7, 2)],
  ['the only pod', [at(1, 1)], false, at(1, 1)],
  ['the only pod of several', [at(1, 1)], true, undefined],
  ['more than a quarter beside the only pod of several', [at(1, 1), at(2, 1)], true, at(2, 1)],
  ['none', [], false, undefined],
])('an update that removes %s', (_, limits, beside, worst) => {
  expect(unsparedLoss(limits, beside)).toEqual(worst);
});
