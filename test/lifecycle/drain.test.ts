import * as fc from 'fast-check';
import { allowedDisruptions, BudgetLimit, drainDuration, evictionWait, NODE_DRAIN_TIMEOUTS, span, uncoveredHandover } from '../../src/lifecycle';

// How many of so many healthy pods a budget lets go: maxUnavailable 1, 25 %; minAvailable 50 %, 80 %, 90 %, all but one; maxUnavailable 0.
test.each([
  [1, [1, 1, 0, 0, 0, 1, 0]],
  [2, [1, 1, 1, 0, 0, 1, 0]],
  [3, [1, 1, 1, 0, 0, 1, 0]],
  [4, [1, 1, 2, 0, 0, 1, 0]],
  [5, [1, 2, 2, 1, 0, 1, 0]],
  [10, [1, 3, 5, 2, 1, 1, 0]],
])('of %i pods a budget lets go %p', (replicas, expected) => {
  const limits: BudgetLimit[] = [
    { maxUnavailable: 1 }, { maxUnavailable: '25%' }, { minAvailable: '50%' }, { minAvailable: '80%' }, { minAvailable: '90%' },
    { minAvailable: replicas - 1 }, { maxUnavailable: 0 },
  ];
  expect(limits.map(limit => allowedDisruptions(limit, replicas))).toEqual(expected);
});

test('both percentages round up: maxUnavailable 1 % of 2 allows one eviction, minAvailable 90 % of 3 none', () => {
  expect(allowedDisruptions({ maxUnavailable: '1%' }, 2)).toBe(1);
  expect(allowedDisruptions({ minAvailable: '90%' }, 3)).toBe(0);
});

test('never allows more evictions than there are pods, nor a negative number', () => {
  fc.assert(fc.property(fc.nat(1000), fc.nat(1000), (amount, replicas) => {
    expect(allowedDisruptions({ maxUnavailable: amount }, replicas)).toBe(Math.min(amount, replicas));
    expect(allowedDisruptions({ minAvailable: amount }, replicas)).toBe(Math.max(0, replicas - amount));
  }));
});

const drain = { pods: 2, allowed: 1, timeToReady: span(3, 12), timeToGone: span(10, 40) };

test('each batch but the first waits until the replacements of the one before are ready', () => {
  expect(drainDuration(drain)).toEqual(span(5 + 10, 15 + 40 + 2));
  expect(drainDuration({ ...drain, pods: 5, allowed: 2 })).toEqual(span(2 * 5 + 10, 2 * 15 + 40 + 2));
  expect(drainDuration({ ...drain, allowed: 2 })).toEqual(span(10, 40 + 2));
});

test('a drain asks again every five seconds, so replacements that are ready in between do not help', () => {
  expect(evictionWait(span(5, 6))).toEqual(span(5, 10));
  expect(evictionWait(span(0, 28))).toEqual(span(5, 30));
  expect(drainDuration({ ...drain, timeToReady: span(1, 2) })).toEqual(span(5 + 10, 5 + 40 + 2));
});

test('with a budget that allows no eviction a drain never ends', () => {
  expect(drainDuration({ ...drain, allowed: 0 })).toBeUndefined();
});

test('a stop delay covers for the replacement, where the router sends to stopping pods', () => {
  expect(uncoveredHandover(10, span(3, 12), true)).toEqual(span(0, 2));
  expect(uncoveredHandover(20, span(3, 12), true)).toEqual(span(0, 0));
  expect(uncoveredHandover(20, span(3, 12), false)).toEqual(span(3, 12));
});

test('providers wait for 15, 30 and 60 minutes', () => {
  expect(NODE_DRAIN_TIMEOUTS).toEqual({ eks: 15 * 60, aks: 30 * 60, gke: 60 * 60 });
});
