import * as fc from 'fast-check';
import { gracePeriod, sigtermWindow, stopDelay } from '../../src/lifecycle';

const seconds = fc.nat(100_000);

test('SIGTERM comes after the routers have stopped sending', () => {
  expect(stopDelay(10)).toBe(10);
});

test('SIGTERM comes after the replacement serves, if that takes longer', () => {
  expect(stopDelay(10, 25)).toBe(25);
  expect(stopDelay(45, 25)).toBe(45);
});

test('the grace period holds the stop delay, the longest request and five seconds to exit', () => {
  expect(gracePeriod(10, 30)).toBe(45);
});

test('a process has at least two seconds after SIGTERM, even if the hook used up the grace period', () => {
  expect(sigtermWindow(60, 10)).toBe(50);
  expect(sigtermWindow(10, 10)).toBe(2);
  expect(sigtermWindow(10, 30)).toBe(2);
});

test('the longest request always fits between SIGTERM and SIGKILL', () => {
  fc.assert(fc.property(seconds, seconds, seconds, (deregistration, handover, request) => {
    const delay = stopDelay(deregistration, handover);
    expect(delay).toBeGreaterThanOrEqual(Math.max(deregistration, handover));
    expect(sigtermWindow(gracePeriod(delay, request), delay)).toBe(request + 5);
  }));
});
