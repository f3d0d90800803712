import * as fc from 'fast-check';
import { replay } from './controller';
import { leastAvailable, peakPods, resolveFenceposts, rolloutDuration, scheduleRollout, span, waves } from '../../src/lifecycle';
import { runs } from '../property-runs';

const TIME = 7;

function everySetting(check: (replicas: number, surge: number, unavailable: number) => void): void {
  for (let replicas = 1; replicas <= 40; replicas++) {
    for (let surge = 0; surge <= replicas + 1; surge++) {
      for (let unavailable = 0; unavailable <= replicas; unavailable++) {
        if (surge + unavailable > 0) { check(replicas, surge, unavailable); }
      }
    }
  }
}

test('waves, duration, least capacity and schedule are those of the controller, for all settings up to 40 replicas', () => {
  const wrong: string[] = [];
  everySetting((replicas, surge, unavailable) => {
    const limits = { surge, unavailable, forced: false };
    const seen = replay({ replicas, surge, unavailable, timeToGone: 0, timeToAvailable: () => TIME });
    const schedule = scheduleRollout({ replicas, surge, unavailable }, TIME);
    const sum = (batches: { pods: number }[]) => batches.reduce((pods, batch) => pods + batch.pods, 0);
    if (seen.duration !== waves(replicas, limits) * TIME
      || schedule.duration !== seen.duration
      || schedule.created.length !== waves(replicas, limits)
      || sum(schedule.created) !== replicas || sum(schedule.stopped) !== replicas
      || seen.leastAvailable < leastAvailable(replicas, limits)) { wrong.push(`${replicas}/${surge}/${unavailable}`); }
  });
  expect(wrong.slice(0, 10)).toEqual([]);
});

test('the peak is never exceeded, nor more than all old and all new pods, even if a start and a stop take no second', () => {
  const wrong: string[] = [];
  everySetting((replicas, surge, unavailable) => {
    if (replicas > 20) { return; }
    for (const [timeToAvailable, timeToGone] of [[TIME, 1], [TIME, 7], [TIME, 20], [0, 20], [0, 0]]) {
      const seen = replay({ replicas, surge, unavailable, timeToGone, timeToAvailable: () => timeToAvailable });
      const limits = { surge, unavailable, forced: false };
      const peak = peakPods(replicas, limits, timeToGone, timeToAvailable);
      const within = seen.peakWithStopping <= peak && peak <= 2 * replicas && seen.peak <= replicas + surge;
      if (!within) { wrong.push(`${replicas}/${surge}/${unavailable}/${timeToAvailable}/${timeToGone}`); }
    }
  });
  expect(wrong.slice(0, 10)).toEqual([]);
});

test('one pod at a time, four pods take four starts, in the best case and in the worst', () => {
  expect(rolloutDuration(4, { surge: 1, unavailable: 0, forced: false }, span(12, 40))).toEqual(span(48, 160));
});

test('pods that are faster than the slowest never make a rollout slower', () => {
  fc.assert(fc.property(
    fc.integer({ min: 1, max: 30 }),
    fc.nat(10),
    fc.nat(10),
    fc.array(fc.integer({ min: 1, max: TIME }), { minLength: 1, maxLength: 30 }),
    (replicas, surge, unavailable, times) => {
      fc.pre(surge + unavailable > 0);
      const limits = { surge, unavailable: Math.min(unavailable, replicas), forced: false };
      fc.pre(limits.surge + limits.unavailable > 0);
      const seen = replay({ replicas, ...limits, timeToGone: 3, timeToAvailable: pod => times[pod % times.length] });
      expect(seen.duration).toBeLessThanOrEqual(rolloutDuration(replicas, limits, span(1, TIME)).worst);
      expect(seen.leastAvailable).toBeGreaterThanOrEqual(leastAvailable(replicas, limits));
    },
  ), { numRuns: runs(2000) });
});

// Waves, least capacity and peak (stopping pods left out) at 25 %/25 %, 1/0, 0/1, 25 %/0 and 100 %/0.
test.each([
  [1, [1, 1, 2], [1, 1, 2], [1, 0, 1], [1, 1, 2], [1, 1, 2]],
  [2, [2, 2, 3], [2, 2, 3], [2, 1, 2], [2, 2, 3], [1, 2, 4]],
  [3, [3, 3, 4], [3, 3, 4], [3, 2, 3], [3, 3, 4], [1, 3, 6]],
  [4, [2, 3, 5], [4, 4, 5], [4, 3, 4], [4, 4, 5], [1, 4, 8]],
  [5, [2, 4, 7], [5, 5, 6], [5, 4, 5], [3, 5, 7], [1, 5, 10]],
  [10, [2, 8, 13], [10, 10, 11], [10, 9, 10], [4, 10, 13], [1, 10, 20]],
  [20, [2, 15, 25], [20, 20, 21], [20, 19, 20], [4, 20, 25], [1, 20, 40]],
])('%i replicas take as many waves, keep as much capacity and hold as many pods as the published table says', (replicas, ...expected) => {
  const settings: [number | string, number | string][] = [['25%', '25%'], [1, 0], [0, 1], ['25%', 0], ['100%', 0]];
  expect(settings.map(([surge, unavailable]) => {
    const limits = resolveFenceposts(surge, unavailable, replicas);
    return [waves(replicas, limits), leastAvailable(replicas, limits), peakPods(replicas, limits, 0, 1)];
  })).toEqual(expected);
});

test('the first new pods and the first stops come at once, the next after the wave', () => {
  expect(scheduleRollout({ replicas: 4, surge: 1, unavailable: 1 }, 10)).toEqual({
    created: [{ at: 0, pods: 2 }, { at: 10, pods: 2 }],
    stopped: [{ at: 0, pods: 1 }, { at: 10, pods: 2 }, { at: 20, pods: 1 }],
    duration: 20,
  });
});

test('where nothing may be missing, no pod is asked to stop before the first new one is available', () => {
  expect(scheduleRollout({ replicas: 2, surge: 1, unavailable: 0 }, 10)).toEqual({
    created: [{ at: 0, pods: 1 }, { at: 10, pods: 1 }],
    stopped: [{ at: 10, pods: 1 }, { at: 20, pods: 1 }],
    duration: 20,
  });
});

test('on top come the pods that stop while new ones start; where a start takes no time, all old ones stop beside all new ones', () => {
  expect(peakPods(4, { surge: 1, unavailable: 0, forced: false }, 10, 0)).toBe(8);
  expect(peakPods(4, { surge: 1, unavailable: 0, forced: false }, 10, 10)).toBe(6);
  expect(peakPods(4, { surge: 1, unavailable: 0, forced: false }, 11, 10)).toBe(7);
});
