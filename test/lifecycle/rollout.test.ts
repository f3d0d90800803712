import * as fc from 'fast-check';
import { CountOrPercent, deadlineFor, onNewNode, progressDeadline, replicaCounts, resolveDown, resolveFenceposts, resolveUp, Start } from '../../src/lifecycle';

const percent = fc.integer({ min: 0, max: 100 }).map(p => `${p}%`);
const countOrPercent: fc.Arbitrary<CountOrPercent> = fc.oneof(fc.nat(50), percent);

// Surge and unavailable at 25 %/25 %, 1/0, 0/1, 25 %/0 and 100 %/0.
test.each([
  [1, [1, 0], [1, 0], [0, 1], [1, 0], [1, 0]],
  [2, [1, 0], [1, 0], [0, 1], [1, 0], [2, 0]],
  [3, [1, 0], [1, 0], [0, 1], [1, 0], [3, 0]],
  [4, [1, 1], [1, 0], [0, 1], [1, 0], [4, 0]],
  [5, [2, 1], [1, 0], [0, 1], [2, 0], [5, 0]],
  [10, [3, 2], [1, 0], [0, 1], [3, 0], [10, 0]],
  [20, [5, 5], [1, 0], [0, 1], [5, 0], [20, 0]],
])('at %i replicas surge rounds up and unavailable rounds down', (replicas, ...expected) => {
  const settings: [CountOrPercent, CountOrPercent][] = [['25%', '25%'], [1, 0], [0, 1], ['25%', 0], ['100%', 0]];
  expect(settings.map(([surge, unavailable]) => resolveFenceposts(surge, unavailable, replicas)))
    .toEqual(expected.map(([surge, unavailable]) => ({ surge, unavailable, forced: false })));
});

test('where both come out as 0, the controller takes one pod away', () => {
  expect(resolveFenceposts(0, '25%', 3)).toEqual({ surge: 0, unavailable: 1, forced: true });
  expect(resolveFenceposts(0, 0, 3)).toEqual({ surge: 0, unavailable: 1, forced: true });
});

test('a rollout always has room to move', () => {
  fc.assert(fc.property(countOrPercent, countOrPercent, fc.integer({ min: 1, max: 500 }), (
    maxSurge,
    maxUnavailable,
    replicas,
  ) => {
    const { surge, unavailable } = resolveFenceposts(maxSurge, maxUnavailable, replicas);
    expect(surge + unavailable).toBeGreaterThan(0);
  }));
});

test('a percentage of pods lies between its two roundings, a count stays itself', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 100 }), fc.nat(10_000), (p, replicas) => {
    const exact = p * replicas / 100;
    expect(resolveUp(`${p}%`, replicas)).toBeGreaterThanOrEqual(exact);
    expect(resolveUp(`${p}%`, replicas)).toBeLessThan(exact + 1);
    expect(resolveDown(`${p}%`, replicas)).toBeLessThanOrEqual(exact);
    expect(resolveDown(`${p}%`, replicas)).toBeGreaterThan(exact - 1);
    expect([resolveUp(p, replicas), resolveDown(p, replicas)]).toEqual([p, p]);
  }));
});

const start: Start = {
  startup: { initialDelay: 0, period: 2, timeout: 2, failureThreshold: 31, successThreshold: 1 },
  readiness: { initialDelay: 0, period: 5, timeout: 2, failureThreshold: 3, successThreshold: 1 },
  gate: 0,
  minReady: 10,
};

test('the deadline leaves time for scheduling, image pull, the slowest healthy start, and a minute more', () => {
  expect(progressDeadline(start)).toBe(180 + 60 + (64 + 5 + 2 + 10) + 60);
});

test('on a new node a start takes 240 s more, and the deadline leaves a minute beyond that', () => {
  expect([onNewNode(0), onNewNode(81)]).toEqual([180 + 60, 180 + 60 + 81]);
  expect([deadlineFor(0), deadlineFor(81)]).toEqual([300, 381]);
});

test('the deadline is always longer than minReady, as the API server demands', () => {
  fc.assert(fc.property(fc.nat(100_000), minReady => {
    expect(progressDeadline({ ...start, minReady })).toBeGreaterThan(minReady);
  }));
});

test('every number of replicas is looked at up to a hundred, and the most', () => {
  expect(replicaCounts({ min: 2, max: 4 })).toEqual([2, 3, 4]);
  expect(replicaCounts({ min: 99, max: 2_000_000_000 })).toEqual([99, 100, 2_000_000_000]);
  expect(replicaCounts({ min: 300, max: 500 })).toEqual([300, 500]);
});
