import * as fc from 'fast-check';
import { PodStop, span, stopTimes } from '../../src/lifecycle';

const stop: PodStop = { stopDelay: 10, gracePeriod: 45, deregistrationDelay: 10, longestRequest: 30 };

test('SIGTERM comes after the delay, SIGKILL at the end of the grace period', () => {
  expect(stopTimes(stop)).toEqual({ routersStopped: 10, sigterm: 10, sigkill: 45, gone: span(10, 40), refused: 0, cut: 0 });
});

test('without a delay requests are refused until routers have stopped sending', () => {
  expect(stopTimes({ ...stop, stopDelay: 0 })).toMatchObject({ sigterm: 0, refused: 10 });
});

test('a hook that is longer than the grace period is cut, and leaves two seconds', () => {
  expect(stopTimes({ ...stop, stopDelay: 60 })).toMatchObject({ sigterm: 45, sigkill: 47 });
});

test('a grace period that is too short cuts the longest request', () => {
  expect(stopTimes({ ...stop, gracePeriod: 30 })).toMatchObject({ sigkill: 30, cut: 10, gone: span(10, 30) });
});

test('the last request may arrive as long as routers send, but no later than SIGTERM', () => {
  expect(stopTimes({ ...stop, stopDelay: 25, gracePeriod: 60 }).gone).toEqual(span(25, 40));
  expect(stopTimes({ ...stop, stopDelay: 50, gracePeriod: 90 }).gone).toEqual(span(50, 50));
  expect(stopTimes({ ...stop, stopDelay: 5, gracePeriod: 90 }).gone).toEqual(span(5, 35));
});

test('a pod that was asked to stop is gone by SIGKILL at the latest, and not before SIGTERM', () => {
  const seconds = fc.nat(200);
  fc.assert(fc.property(seconds, seconds, seconds, seconds, (stopDelay, gracePeriod, deregistrationDelay, longestRequest) => {
    const { sigterm, sigkill, gone, cut } = stopTimes({ stopDelay, gracePeriod, deregistrationDelay, longestRequest });
    expect(gone.best).toBe(sigterm);
    expect(gone.worst).toBeGreaterThanOrEqual(sigterm);
    expect(gone.worst).toBeLessThanOrEqual(sigkill);
    expect(sigkill - sigterm).toBeGreaterThanOrEqual(2);
    if (cut > 0) { expect(gone.worst).toBe(sigkill); }
  }));
});
