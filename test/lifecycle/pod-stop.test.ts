import * as fc from 'fast-check';
import { PodStop, SHUTDOWN_OVERHEAD, span, stopTimes } from '../../src/lifecycle';

const stop: PodStop = { stopDelay: 10, gracePeriod: 45, deregistrationDelay: 10, neededDelay: 10, longestWork: 30 };

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
  expect(stopTimes({ ...stop, gracePeriod: 30 })).toMatchObject({ sigkill: 30, cut: 15, gone: span(10, 30) });
});

test('a grace period without 5 s to exit is too short, too', () => {
  expect(stopTimes({ ...stop, gracePeriod: 41 })).toMatchObject({ cut: 4, gone: span(10, 40) });
});

test('a delay within the margin of the router refuses nothing', () => {
  expect(stopTimes({ ...stop, stopDelay: 5, neededDelay: 5 }).refused).toBe(0);
  expect(stopTimes({ ...stop, stopDelay: 4, neededDelay: 5 }).refused).toBe(6);
});

test('the last request may arrive on a kept-alive connection until SIGTERM', () => {
  expect(stopTimes({ ...stop, stopDelay: 25, gracePeriod: 60 }).gone).toEqual(span(25, 55));
  expect(stopTimes({ ...stop, stopDelay: 50, gracePeriod: 90 }).gone).toEqual(span(50, 80));
  expect(stopTimes({ ...stop, stopDelay: 5, gracePeriod: 90 }).gone).toEqual(span(5, 35));
});

test('a pod that was asked to stop is gone by SIGKILL at the latest, and not before SIGTERM', () => {
  const seconds = fc.nat(200);
  fc.assert(fc.property(seconds, seconds, seconds, seconds, (stopDelay, gracePeriod, deregistrationDelay, longestWork) => {
    const { sigterm, sigkill, gone, cut } = stopTimes({
      stopDelay, gracePeriod, deregistrationDelay, neededDelay: deregistrationDelay, longestWork,
    });
    expect(gone.best).toBe(sigterm);
    expect(gone.worst).toBeGreaterThanOrEqual(sigterm);
    expect(gone.worst).toBeLessThanOrEqual(sigkill);
    expect(sigkill - sigterm).toBeGreaterThanOrEqual(2);
    if (cut > SHUTDOWN_OVERHEAD) { expect(gone.worst).toBe(sigkill); }
  }));
});
