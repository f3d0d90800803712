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

describe('a kubelet that first probes 1 to 3 s after the container started, and then once a period', () => {
  const looked = (application: number, readiness: Partial<ProbeTiming> = {}, most = application) =>
    timeToReady({
      ...pod,
      application: span(application, most),
      firstLook: span(1, 3),
      readiness: { ...probe, timeout: 0, ...readiness },
    });

  test('sees a fast application at its first probe', () => {
    expect(looked(0)).toEqual(span(1, 3));
    expect(looked(1)).toEqual(span(1, 3));
  });

  test('sees a slow one at the next probe', () => {
    expect(looked(4)).toEqual(span(6, 8));
    expect(looked(6)).toEqual(span(6, 8));
  });

  test('may have just missed it, or see it at once', () => {
    expect(looked(3)).toEqual(span(3, 8));
    expect(looked(7)).toEqual(span(7, 12));
    expect(looked(2)).toEqual(span(2, 7));
  });

  test('probes at other times once the pod is synchronized again, after a minute', () => {
    expect(looked(60)).toEqual(span(61, 63));
    expect(looked(61)).toEqual(span(61, 66));
    expect(looked(0, {}, 61)).toEqual(span(1, 66));
  });

  test('counts from the container start, not from the initial delay', () => {
    expect(looked(0, { initialDelay: 10, period: 10 })).toEqual(span(11, 13));
    expect(looked(0, { initialDelay: 10, period: 10, timeout: 2 })).toEqual(span(11, 15));
  });

  test('is never earlier than the application, nor later than with unknown probe times, except for the first probe', () => {
    fc.assert(fc.property(fc.nat(100), fc.nat(40), fc.nat(50), fc.integer({ min: 1, max: 30 }), (
      first,
      more,
      initialDelay,
      period,
    ) => {
      const { best, worst } = looked(first, { initialDelay, period }, first + more);
      expect(best).toBeGreaterThanOrEqual(Math.max(first, initialDelay));
      expect(worst).toBeGreaterThanOrEqual(Math.max(first + more, initialDelay, best));
      expect(worst).toBeLessThanOrEqual(Math.max(3, Math.max(first + more, initialDelay) + period));
    }));
  });

  test('agrees with a replay of every probe', () => {
    fc.assert(fc.property(fc.nat(56), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 10, max: 30 }), (
      application,
      period,
      tenths,
    ) => {
      const look = tenths / 10;
      let at = look;
      while (at < application) { at += period; }
      const { best, worst } = looked(application, { period });
      expect(at).toBeGreaterThanOrEqual(best - 1e-9);
      expect(at).toBeLessThanOrEqual(worst + 1e-9);
    }));
  });
});

test('an initial delay makes a pod that answers sooner wait', () => {
  expect(timeToReady({ ...pod, application: span(0, 3), readiness: { ...probe, initialDelay: 10 } }))
    .toEqual(span(10, 10 + 5 + 2));
});

test('several successes take a period each', () => {
  expect(timeToReady({ ...pod, readiness: { ...probe, successThreshold: 3 } })).toEqual(span(10, 7 + 10));
});

test('a successful startup probe asks the readiness probe at once', () => {
  expect(timeToReady({ ...pod, application: span(6, 20), startup, readiness: probe })).toEqual(span(6, 20 + 2 + 2));
});

test('unless the initial delay of the readiness probe is not over', () => {
  expect(timeToReady({ ...pod, application: span(6, 20), startup, readiness: { ...probe, initialDelay: 30 } }))
    .toEqual(span(30, 30 + 5));
  expect(timeToReady({ ...pod, application: span(6, 26), startup, readiness: { ...probe, initialDelay: 30 } }))
    .toEqual(span(30, 30));
});

test('a startup probe alone holds readiness back', () => {
  expect(timeToReady({ ...pod, application: span(6, 20), startup })).toEqual(span(6, 20 + 2 + 2));
});

test('scheduling, image pull, init containers and readiness gates come on top', () => {
  expect(timeToReady({ ...pod, allowance: span(1, 5), init: span(10, 20), gate: span(3, 60), readiness: probe }))
    .toEqual(span(14, 5 + 20 + 7 + 60));
});

test('a pod is available after it has stayed ready for minReadySeconds', () => {
  expect(timeToAvailable({ ...pod, application: span(3), minReady: 10 })).toEqual(span(10));
});

test('no start is slower than its worst case or faster than its best', () => {
  fc.assert(fc.property(fc.nat(100), fc.nat(100), fc.nat(50), fc.integer({ min: 1, max: 30 }), (
    first,
    more,
    initialDelay,
    period,
  ) => {
    const { best, worst } = timeToReady({
      ...pod,
      application: span(first, first + more),
      startup,
      readiness: { ...probe, initialDelay, period },
    });
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
