import * as fc from 'fast-check';
import { killWindow, PodStart, ProbeTiming, span, survivesStart, timeToAvailable, timeToReady } from '../../src/lifecycle';

const probe: ProbeTiming = { initialDelay: 0, period: 5, timeout: 2, failureThreshold: 3, successThreshold: 1 };
const startup: ProbeTiming = { ...probe, period: 2, failureThreshold: 31 };
const pod: PodStart = { allowance: span(0), init: span(0), application: span(0), gate: span(0), minReady: 0 };

test('without a readiness probe a pod is ready before its application answers', () => {
  expect(timeToReady({ ...pod, application: span(20) })).toEqual(span(0));
});

test('a readiness probe sees an application up to a period, and a timeout, later', () => {
  expect(timeToReady({ ...pod, application: span(3, 20), readiness: probe })).toEqual(span(3, 20 + 5 + 2));
});

test('an initial delay makes a pod that answers sooner wait', () => {
  expect(timeToReady({ ...pod, application: span(0, 3), readiness: { ...probe, initialDelay: 10 } })).toEqual(span(10, 10 + 5 + 2));
});

test('several successes take a period each', () => {
  expect(timeToReady({ ...pod, readiness: { ...probe, successThreshold: 3 } })).toEqual(span(10, 7 + 10));
});

test('a successful startup probe asks the readiness probe at once', () => {
  expect(timeToReady({ ...pod, application: span(6, 20), startup, readiness: probe })).toEqual(span(6, 20 + 2 + 2));
});

test('unless the initial delay of the readiness probe is not over', () => {
  expect(timeToReady({ ...pod, application: span(6, 20), startup, readiness: { ...probe, initialDelay: 30 } })).toEqual(span(30, 30 + 5));
  expect(timeToReady({ ...pod, application: span(6, 26), startup, readiness: { ...probe, initialDelay: 30 } })).toEqual(span(30, 30));
});

test('a startup probe alone holds readiness back', () => {
  expect(timeToReady({ ...pod, application: span(6, 20), startup })).toEqual(span(6, 20 + 2 + 2));
});

test('scheduling, image pull, init containers and readiness gates come on top', () => {
  expect(timeToReady({ ...pod, allowance: span(1, 5), init: span(10, 20), gate: span(3, 60), readiness: probe })).toEqual(span(14, 5 + 20 + 7 + 60));
});

test('a pod is available after it has stayed ready for minReadySeconds', () => {
  expect(timeToAvailable({ ...pod, application: span(3), minReady: 10 })).toEqual(span(10));
});

test('no start is slower than its worst case or faster than its best', () => {
  fc.assert(fc.property(fc.nat(100), fc.nat(100), fc.nat(50), fc.integer({ min: 1, max: 30 }), (first, more, initialDelay, period) => {
    const { best, worst } = timeToReady({ ...pod, application: span(first, first + more), startup, readiness: { ...probe, initialDelay, period } });
    expect(best).toBeGreaterThanOrEqual(Math.max(first, initialDelay));
    expect(worst).toBeGreaterThanOrEqual(Math.max(first + more, initialDelay, best));
  }));
});

test('the startup probe kills, else the liveness probe, else nothing', () => {
  expect(killWindow({ ...pod, startup, liveness: probe })).toEqual(span(60, 64));
  expect(killWindow({ ...pod, liveness: { ...probe, initialDelay: 10, period: 10 } })).toEqual(span(30, 42));
  expect(killWindow({ ...pod, readiness: probe })).toBeUndefined();
});

test('a start survives that takes no longer than the first possible kill', () => {
  expect(survivesStart({ ...pod, application: span(0, 60), startup })).toBe(true);
  expect(survivesStart({ ...pod, application: span(0, 61), startup })).toBe(false);
  expect(survivesStart({ ...pod, application: span(0, 9999) })).toBe(true);
});
