import * as fc from 'fast-check';
import {
  failureWindow, guaranteedStartup, latestAvailable, latestStartup, ProbeTiming, startupFailureThreshold, startupPeriod,
} from '../../src/lifecycle';

const timing: ProbeTiming = { initialDelay: 0, period: 2, timeout: 2, failureThreshold: 31, successThreshold: 1 };
const anyTiming: fc.Arbitrary<ProbeTiming> = fc.record({
  initialDelay: fc.nat(100),
  period: fc.integer({ min: 1, max: 60 }),
  timeout: fc.integer({ min: 1, max: 60 }),
  failureThreshold: fc.integer({ min: 1, max: 100 }),
  successThreshold: fc.integer({ min: 1, max: 10 }),
});

test.each([
  // startupTime, period, failureThreshold
  [1, 1, 2],
  [30, 1, 31],
  [31, 2, 17],
  [60, 2, 31],
  [300, 10, 31],
  [301, 10, 32],
  [3600, 10, 361],
])('a start of %i s is looked at every %i s and may fail %i times', (startupTime, period, failureThreshold) => {
  expect(startupPeriod(startupTime)).toBe(period);
  expect(startupFailureThreshold(startupTime, period)).toBe(failureThreshold);
});

test('a start that takes no longer than stated is never killed, and no failure less would do', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 100_000 }), startupTime => {
    const period = startupPeriod(startupTime);
    const failureThreshold = startupFailureThreshold(startupTime, period);
    expect(guaranteedStartup({ ...timing, period, failureThreshold })).toBeGreaterThanOrEqual(startupTime);
    expect(guaranteedStartup({ ...timing, period, failureThreshold: failureThreshold - 1 })).toBeLessThan(startupTime);
  }));
});

test("the kubelet kills one period before the product that the documentation names: the seed's liveness probe after 30 s, not 40", () => {
  expect(guaranteedStartup({ initialDelay: 10, period: 10, timeout: 2, failureThreshold: 3, successThreshold: 1 })).toBe(30);
});

test('a start can be killed at any moment of the kill window', () => {
  expect(guaranteedStartup(timing)).toBe(60);
  expect(latestStartup(timing)).toBe(64);
  fc.assert(fc.property(anyTiming, probe => {
    expect(latestStartup(probe) - guaranteedStartup(probe)).toBe(probe.period + probe.timeout);
  }));
});

test('a probe acts after as many periods as it may fail', () => {
  expect(failureWindow({ ...timing, period: 5, failureThreshold: 3 })).toBe(15);
});

test('a probe that waits longer for an answer than its period acts after as many time-outs', () => {
  expect(failureWindow({ ...timing, period: 5, timeout: 30, failureThreshold: 3 })).toBe(90);
  fc.assert(fc.property(anyTiming, probe => {
    expect(failureWindow(probe)).toBeGreaterThanOrEqual(probe.failureThreshold * Math.max(probe.period, probe.timeout));
    expect(failureWindow({ ...probe, timeout: probe.period })).toBe(probe.failureThreshold * probe.period);
  }));
});

test('a pod is available after the slowest startup, readiness, gates and minReady', () => {
  const readiness = { initialDelay: 0, period: 5, timeout: 2, failureThreshold: 3, successThreshold: 1 };
  expect(latestAvailable({ startup: timing, readiness, gate: 0, minReady: 10 })).toBe(64 + 5 + 2 + 10);
  expect(latestAvailable({ startup: timing, readiness, gate: 60, minReady: 10 })).toBe(64 + 5 + 2 + 60 + 10);
  expect(latestAvailable({ startup: timing, readiness: { ...readiness, successThreshold: 3 }, gate: 0, minReady: 10 }))
    .toBe(64 + 15 + 2 + 10);
});

test('an initial delay of the readiness probe counts from the start of the container', () => {
  const readiness = { initialDelay: 100, period: 5, timeout: 2, failureThreshold: 3, successThreshold: 1 };
  expect(latestAvailable({ startup: timing, readiness, gate: 0, minReady: 0 })).toBe(100 + 5 + 2);
});
