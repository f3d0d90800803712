import * as fc from 'fast-check';
import {
  Batch, canaryDuration, canaryPods, canarySchedule, canaryTarget, leastAvailableIn, limitsOfReplacement,
  memberLimits, memberNoticed, memberRounds, peakIn, perNodeLimits, perNodeRounds, PodTurn, Replacement, RolloutStep,
  roundsOf, scheduleOf, span, sparedByQuorum, updateDuration, updateWithStop,
} from '../../src/lifecycle';
import { runs } from '../property-runs';

const TURN: PodTurn = { available: span(4, 10), gone: span(2, 6), minReady: 0 };

// What each controller documents of an update of 5 pods. A StatefulSet rounds down to at least 1, a DaemonSet rounds up.
test.each<[string, Replacement, number, number, boolean]>([
  ['a Deployment by default', { kind: 'rolling', maxSurge: '25%', maxUnavailable: '25%' }, 2, 1, false],
  ['a Deployment that leaves no room', { kind: 'rolling', maxSurge: 0, maxUnavailable: '10%' }, 0, 1, true],
  ['a StatefulSet', { kind: 'inOrder', maxUnavailable: '50%', partition: 0 }, 0, 2, false],
  ['a DaemonSet', { kind: 'perNode', maxSurge: 0, maxUnavailable: '50%' }, 0, 3, false],
  ['a DaemonSet with maxSurge', { kind: 'perNode', maxSurge: '50%', maxUnavailable: 0 }, 3, 0, false],
  ['an Argo Rollout, blue-green', { kind: 'besideOld', scaleDownDelay: 30 }, 5, 0, false],
])('an update of %s has so many pods more and so many fewer', (_, replacement, surge, unavailable, forced) => {
  expect(limitsOfReplacement(replacement, 5)).toEqual({ surge, unavailable, forced });
});

test('a Deployment takes waves of maxSurge and maxUnavailable together, and its old pods stop while it takes the next', () => {
  const replacement: Replacement = { kind: 'rolling', maxSurge: 1, maxUnavailable: 1 };
  expect(scheduleOf(replacement, 5, TURN)).toEqual({
    created: [{ at: 0, pods: 2 }, { at: 10, pods: 2 }, { at: 20, pods: 1 }],
    stopped: [{ at: 0, pods: 1 }, { at: 10, pods: 2 }, { at: 20, pods: 2 }],
    duration: 30,
  });
  expect([roundsOf(replacement, 5), leastAvailableIn(replacement, 5)]).toEqual([3, 4]);
  expect([updateDuration(replacement, 5, TURN), updateWithStop(replacement, 5, TURN)]).toEqual([span(12, 30), span(14, 36)]);
  // The slowest stop of 6 s lasts while two waves of the fastest start of 4 s come.
  expect(peakIn(replacement, 5, TURN)).toBe(5 + 1 + 2 * 2);
});

describe('a StatefulSet', () => {
  test.each([[1, 3, 1], [0, 3, 1], ['50%', 5, 2], ['10%', 5, 1], [3, 5, 3]])('with maxUnavailable %s of %s misses %s', (maxUnavailable, replicas, missing) => {
    expect(memberLimits(maxUnavailable, replicas)).toEqual({ surge: 0, unavailable: missing, forced: false });
  });

  test.each([[1, 0, 3, 3], [1, 2, 3, 1], [1, 3, 3, 0], [1, 5, 3, 0], [2, 0, 5, 3]])('with maxUnavailable %s and partition %s of %s takes %s turns', (max, partition, replicas, turns) => {
    expect(memberRounds(max, partition, replicas)).toBe(turns);
  });

  test.each([[0, 11, 11], [5, 11, 15], [5, 10, 10], [10, 16, 20]])('with minReadySeconds %s notices a pod that is available after %s s at %s s', (minReady, available, noticed) => {
    expect(memberNoticed(span(available), minReady)).toEqual(span(noticed));
  });

  test.each([[1, 0], [2, 0], [3, 1], [4, 1], [5, 2], [0, 0]])('of %s members can spare %s of its quorum', (members, spared) => {
    expect(sparedByQuorum(members)).toBe(spared);
  });

  test('stops a pod before its successor starts, and the next one when that is available', () => {
    const replacement: Replacement = { kind: 'inOrder', maxUnavailable: 1, partition: 1 };
    expect(scheduleOf(replacement, 3, TURN)).toEqual({
      stopped: [{ at: 0, pods: 1 }, { at: 16, pods: 1 }],
      created: [{ at: 6, pods: 1 }, { at: 22, pods: 1 }],
      duration: 32,
    });
    expect(updateDuration(replacement, 3, TURN)).toEqual(span(12, 32));
    expect(updateWithStop(replacement, 3, TURN)).toEqual(span(12, 32));
    expect(peakIn(replacement, 3, TURN)).toBe(3);
    expect(leastAvailableIn(replacement, 3)).toBe(2);
    expect(leastAvailableIn(replacement, 1)).toBe(0);
  });

  test('with minReadySeconds goes on at the next look of its controller', () => {
    const replacement: Replacement = { kind: 'inOrder', maxUnavailable: 1, partition: 0 };
    expect(updateDuration(replacement, 2, { available: span(11), gone: span(5), minReady: 5 })).toEqual(span(40));
    expect(scheduleOf(replacement, 2, { available: span(11), gone: span(5), minReady: 5 })!.duration).toBe(40);
  });
});

describe('a DaemonSet', () => {
  test.each([
    [0, 1, 4, { surge: 0, unavailable: 1 }], [0, '10%', 4, { surge: 0, unavailable: 1 }], [0, '50%', 3, { surge: 0, unavailable: 2 }],
    [1, 0, 4, { surge: 1, unavailable: 0 }], ['30%', 0, 4, { surge: 2, unavailable: 0 }], [0, 0, 4, { surge: 0, unavailable: 1 }],
  ])('with maxSurge %s and maxUnavailable %s on %s nodes rounds up', (surge, unavailable, count, limits) => {
    expect(perNodeLimits(surge, unavailable, count)).toEqual({ ...limits, forced: false });
    const atOnce = limits.surge + limits.unavailable;
    expect(perNodeRounds(perNodeLimits(surge, unavailable, count), count)).toBe(Math.ceil(count / atOnce));
  });

  test('with maxUnavailable has the old pod gone before the new one starts', () => {
    const replacement: Replacement = { kind: 'perNode', maxSurge: 0, maxUnavailable: 1 };
    expect(scheduleOf(replacement, 2, TURN)).toEqual({
      stopped: [{ at: 0, pods: 1 }, { at: 16, pods: 1 }], created: [{ at: 6, pods: 1 }, { at: 22, pods: 1 }], duration: 32,
    });
    expect(updateDuration(replacement, 2, TURN)).toEqual(span(12, 32));
    expect(updateWithStop(replacement, 2, TURN)).toEqual(span(12, 32));
    expect(peakIn(replacement, 2, TURN)).toBe(2);
  });

  test('with maxSurge has the new pod available before the old one stops, and does not wait until that is gone', () => {
    const replacement: Replacement = { kind: 'perNode', maxSurge: 1, maxUnavailable: 0 };
    expect(scheduleOf(replacement, 3, TURN)).toEqual({
      created: [{ at: 0, pods: 1 }, { at: 10, pods: 1 }, { at: 20, pods: 1 }],
      stopped: [{ at: 10, pods: 1 }, { at: 20, pods: 1 }, { at: 30, pods: 1 }],
      duration: 30,
    });
    expect(updateDuration(replacement, 3, TURN)).toEqual(span(12, 30));
    expect(updateWithStop(replacement, 3, TURN)).toEqual(span(14, 36));
    expect(peakIn(replacement, 3, TURN)).toBe(6);
    expect(peakIn(replacement, 10, { ...TURN, gone: span(0) })).toBe(11);
    expect(peakIn(replacement, 10, TURN)).toBe(10 + 1 + 2);
    expect(peakIn(replacement, 10, { ...TURN, available: span(0) })).toBe(20);
    expect(leastAvailableIn(replacement, 3)).toBe(3);
  });
});

describe('an Argo Rollout', () => {
  const ROUTED = { stopAfter: 30, stableFollows: false };

  test.each([[1, 20, 1], [5, 20, 1], [3, 34, 2], [10, 0, 0], [4, 100, 4]])('of %s pods at %s %% runs %s of the canary', (replicas, weight, pods) => {
    expect(canaryPods(replicas, weight)).toBe(pods);
  });

  test('waits for the pods of each weight, and for the pauses', () => {
    const steps = { steps: [{ weight: 20 }, { pause: 20 }, { weight: 60 }], waits: false };
    expect(canaryDuration(steps, 5, span(6), { surge: 1, unavailable: 0, forced: false })).toEqual(span(50));
    expect(canaryDuration(steps, 5, span(6), { surge: 2, unavailable: 1, forced: false })).toEqual(span(38));
    expect(canaryDuration(steps, 5, span(6), ROUTED)).toEqual(span(38));
  });

  test('creates the pods of a weight, and stops as many old ones, before it pauses', () => {
    const steps = { steps: [{ weight: 50 }, { pause: 100 }], waits: false };
    expect(scheduleOf({ kind: 'rolling', maxSurge: 1, maxUnavailable: 1, steps }, 4, TURN)).toEqual({
      stopped: [{ at: 0, pods: 1 }, { at: 10, pods: 1 }, { at: 110, pods: 1 }, { at: 120, pods: 1 }],
      created: [{ at: 0, pods: 2 }, { at: 110, pods: 2 }],
      duration: 120,
    });
    expect(scheduleOf({ kind: 'rolling', maxSurge: 1, maxUnavailable: 0, steps }, 2, TURN)).toEqual({
      stopped: [{ at: 10, pods: 1 }, { at: 120, pods: 1 }],
      created: [{ at: 0, pods: 1 }, { at: 110, pods: 1 }],
      duration: 120,
    });
    expect(scheduleOf({ kind: 'besideOld', scaleDownDelay: 30, steps }, 4, TURN)).toEqual({
      stopped: [{ at: 150, pods: 4 }],
      created: [{ at: 0, pods: 2 }, { at: 110, pods: 2 }],
      duration: 120,
    });
  });

  test('a weight that adds no pod takes no time', () => {
    const steps = [{ weight: 50 }, { weight: 50 }, { weight: 40 }];
    expect(canaryDuration({ steps, waits: false }, 2, span(6), ROUTED)).toEqual(span(12));
  });

  // As the controller's own tests have it (1.8.5, TestApproximateWeightedNewStableReplicaCounts).
  test.each([
    [1, 0, 0, 0, 1], [1, 1, 0, 0, 1], [1, 49, 0, 0, 1], [1, 50, 0, 1, 0], [1, 99, 0, 1, 0], [1, 100, 0, 1, 0],
    [1, 0, 1, 0, 1], [1, 1, 1, 1, 1], [1, 49, 1, 1, 1], [1, 50, 1, 1, 1], [1, 99, 1, 1, 1], [1, 100, 1, 1, 0],
    [2, 0, 0, 0, 2], [2, 1, 0, 1, 1], [2, 50, 0, 1, 1], [2, 99, 0, 1, 1], [2, 100, 0, 2, 0], [2, 0, 1, 0, 2],
    [2, 1, 1, 1, 2], [2, 50, 1, 1, 1], [2, 99, 1, 2, 1], [2, 100, 1, 2, 0], [3, 10, 0, 1, 2], [3, 25, 0, 1, 2],
    [3, 33, 0, 1, 2], [3, 34, 0, 1, 2], [3, 49, 0, 1, 2], [3, 50, 0, 2, 1], [3, 10, 1, 1, 3], [3, 25, 1, 1, 3],
    [3, 33, 1, 1, 2], [3, 34, 1, 1, 2], [3, 49, 1, 2, 2], [3, 50, 1, 2, 2], [10, 0, 1, 0, 10], [10, 1, 0, 1, 9],
    [10, 14, 0, 1, 9], [10, 15, 0, 2, 8], [10, 16, 0, 2, 8], [10, 99, 0, 9, 1], [10, 100, 1, 10, 0], [10, 0, 1, 0, 10],
    [10, 1, 1, 1, 10], [10, 18, 1, 2, 9], [10, 19, 1, 2, 9], [10, 20, 1, 2, 8], [10, 23, 1, 2, 8], [10, 24, 1, 3, 8],
    [10, 25, 1, 3, 8], [10, 99, 1, 10, 1], [10, 100, 1, 10, 0],
  ])('of %s pods at %s %% with maxSurge %s has %s of the canary and %s others', (replicas, weight, surge, canary, stable) => {
    expect(canaryTarget(replicas, weight, surge)).toEqual({ canary, stable });
  });

  test('keeps an old pod more where that comes closer to the weight', () => {
    const steps = { steps: [{ weight: 10 }, { pause: 8 }, { weight: 50 }, { pause: 8 }], waits: false };
    expect(scheduleOf({ kind: 'rolling', maxSurge: 1, maxUnavailable: 0, steps }, 3, { ...TURN, available: span(6) })).toEqual({
      created: [{ at: 0, pods: 1 }, { at: 14, pods: 1 }, { at: 28, pods: 1 }],
      stopped: [{ at: 14, pods: 1 }, { at: 28, pods: 1 }, { at: 34, pods: 1 }],
      duration: 34,
    });
  });

  test('takes the pods of setCanaryScale, until it matches the weight again', () => {
    const scaled: RolloutStep[] = [{ scale: { replicas: 3 } }, { weight: 10 }, { scale: { weight: 60 } }, { scale: 'asWeight' }, { weight: 80 }];
    const steps = { steps: scaled, waits: false };
    expect(scheduleOf({ kind: 'besideOld', scaleDownDelay: 30, steps }, 10, TURN)).toEqual({
      created: [{ at: 0, pods: 3 }, { at: 10, pods: 3 }, { at: 20, pods: 2 }, { at: 30, pods: 2 }],
      stopped: [{ at: 70, pods: 10 }],
      duration: 40,
    });
  });

  test('keeps the pods of setCanaryScale while the weight rises, and ends with all of them', () => {
    const steps = { steps: [{ scale: { replicas: 2 } }, { weight: 75 }], waits: false };
    expect(scheduleOf({ kind: 'besideOld', scaleDownDelay: 0, steps }, 4, TURN)!.created).toEqual([{ at: 0, pods: 2 }, { at: 10, pods: 2 }]);
  });

  test('waits with the last old pods only, where dynamicStableScale stops the others as the weight leaves them', () => {
    const steps = { steps: [{ weight: 50 }], waits: false };
    expect(scheduleOf({ kind: 'besideOld', scaleDownDelay: 30, stableFollows: true, steps }, 4, TURN)!.stopped)
      .toEqual([{ at: 10, pods: 2 }, { at: 50, pods: 2 }]);
  });

  test('creates no pod where none may surge and none may be missing', () => {
    const steps = { steps: [{ weight: 50 }], waits: false };
    expect(canarySchedule(steps, 4, 10, { surge: 0, unavailable: 0, forced: false })).toMatchObject({ created: [], stopped: [] });
  });

  test('stops old pods as the weight leaves them, with dynamicStableScale', () => {
    const steps = { steps: [{ weight: 20 }, { pause: 60 }, { weight: 60 }], waits: false };
    const replacement: Replacement = { kind: 'besideOld', scaleDownDelay: 0, stableFollows: true, steps };
    expect(scheduleOf(replacement, 5, TURN)).toEqual({
      created: [{ at: 0, pods: 1 }, { at: 70, pods: 2 }, { at: 80, pods: 2 }],
      stopped: [{ at: 10, pods: 1 }, { at: 80, pods: 2 }, { at: 90, pods: 2 }],
      duration: 90,
    });
    expect(peakIn(replacement, 5, TURN)).toBe(9);
    expect(peakIn({ ...replacement, stableFollows: false }, 5, TURN)).toBe(10);
    expect(peakIn({ kind: 'besideOld', scaleDownDelay: 0, stableFollows: true }, 5, TURN)).toBe(10);
  });

  test('ends where a single pod may neither surge nor be missing at a weight', () => {
    const steps = { steps: [{ weight: 20 }], waits: false };
    expect(scheduleOf({ kind: 'rolling', maxSurge: 0, maxUnavailable: 1, steps }, 1, TURN))
      .toEqual({ created: [{ at: 0, pods: 1 }], stopped: [{ at: 0, pods: 1 }], duration: 10 });
  });

  test('that is scaled to 0 is updated at once', () => {
    const replacement: Replacement = { kind: 'besideOld', scaleDownDelay: 30 };
    expect(updateDuration(replacement, 0, TURN)).toEqual(span(0));
    expect(peakIn(replacement, 0, TURN)).toBe(0);
  });

  test('has all new pods beside all old ones, which stop after the switch and the delay', () => {
    const replacement: Replacement = { kind: 'besideOld', scaleDownDelay: 30 };
    expect(scheduleOf(replacement, 3, TURN))
      .toEqual({ created: [{ at: 0, pods: 3 }], stopped: [{ at: 40, pods: 3 }], duration: 10 });
    expect(updateDuration(replacement, 3, TURN)).toEqual(TURN.available);
    expect(updateWithStop(replacement, 3, TURN)).toEqual(span(36, 46));
    expect([roundsOf(replacement, 3), peakIn(replacement, 3, TURN), leastAvailableIn(replacement, 3)]).toEqual([1, 6, 3]);
  });

  test('with a traffic router takes one wave a weight', () => {
    const steps = { steps: [{ weight: 20 }, { pause: 5 }], waits: true };
    const replacement: Replacement = { kind: 'besideOld', scaleDownDelay: 30, steps };
    expect(updateDuration(replacement, 5, TURN)).toEqual(span(13, 25));
  });
});

test('Recreate has no pod until the new ones are available', () => {
  const replacement: Replacement = { kind: 'allAtOnce' };
  expect(scheduleOf(replacement, 3, TURN))
    .toEqual({ stopped: [{ at: 0, pods: 3 }], created: [{ at: 6, pods: 3 }], duration: 16 });
  expect([updateDuration(replacement, 3, TURN), updateWithStop(replacement, 3, TURN)]).toEqual([span(6, 16), span(6, 16)]);
  expect([roundsOf(replacement, 3), peakIn(replacement, 3, TURN), leastAvailableIn(replacement, 3)]).toEqual([1, 3, 0]);
  expect(limitsOfReplacement(replacement, 3)).toBeUndefined();
});

test('what is replaced by hand is not replaced by an update', () => {
  const replacement: Replacement = { kind: 'byHand' };
  expect(scheduleOf(replacement, 3, TURN)).toBeUndefined();
  expect([updateDuration(replacement, 3, TURN), updateWithStop(replacement, 3, TURN)]).toEqual([span(0), span(0)]);
  expect([roundsOf(replacement, 3), peakIn(replacement, 3, TURN), leastAvailableIn(replacement, 3)]).toEqual([0, 3, 3]);
  expect(limitsOfReplacement(replacement, 3)).toBeUndefined();
});

const count = fc.integer({ min: 1, max: 20 });
const percent = fc.integer({ min: 0, max: 100 }).map(share => `${share}%`);
const limit = fc.oneof(fc.integer({ min: 0, max: 20 }), percent);
const weight = fc.record({ weight: fc.integer({ min: 0, max: 100 }) });
const pause = fc.record({ pause: fc.integer({ min: 0, max: 60 }) });
const someSteps = fc.record({ steps: fc.array(fc.oneof(weight, pause), { maxLength: 5 }), waits: fc.boolean() });
const steps = fc.option(someSteps, { nil: undefined });
const replacements: fc.Arbitrary<Replacement> = fc.oneof(
  fc.record({ kind: fc.constant('inOrder' as const), maxUnavailable: limit, partition: fc.integer({ min: 0, max: 25 }) }),
  fc.record({ kind: fc.constant('perNode' as const), maxSurge: limit, maxUnavailable: limit }),
  fc.record({ kind: fc.constant('rolling' as const), maxSurge: limit, maxUnavailable: limit, steps }),
  fc.record({ kind: fc.constant('besideOld' as const), scaleDownDelay: fc.integer({ min: 0, max: 600 }), stableFollows: fc.boolean(), steps }),
  fc.constant<Replacement>({ kind: 'allAtOnce' }),
);
const turns: fc.Arbitrary<PodTurn> = fc.record({
  available: fc.integer({ min: 0, max: 60 }).map(seconds => span(seconds)),
  gone: fc.integer({ min: 0, max: 60 }).map(seconds => span(seconds)),
  minReady: fc.integer({ min: 0, max: 30 }),
});

function podsIn(batches: readonly Batch[], until = Infinity): number {
  return batches.reduce((sum, { at, pods }) => at <= until ? sum + pods : sum, 0);
}

test('the schedule of each controller lasts as long as the formula says, and replaces as many pods as it stops', () => {
  fc.assert(fc.property(replacements, count, turns, (replacement, replicas, turn) => {
    const { created, stopped, duration } = scheduleOf(replacement, replicas, turn)!;
    expect(duration).toBe(updateDuration(replacement, replicas, turn).worst);
    expect(podsIn(created)).toBe(podsIn(stopped));
    expect(podsIn(stopped)).toBe(replacement.kind === 'inOrder' ? Math.max(0, replicas - replacement.partition) : replicas);
    expect([...created, ...stopped].filter(({ pods }) => pods <= 0)).toEqual([]);
  }), { numRuns: runs(1000) });
});

test('at each second of its schedule no controller has fewer pods available than the least, nor more pods than the peak', () => {
  fc.assert(fc.property(replacements, count, turns, (replacement, replicas, turn) => {
    const { created, stopped } = scheduleOf(replacement, replicas, turn)!;
    const [available, gone] = [turn.available.worst, turn.gone.worst];
    const moments = [...created, ...stopped].flatMap(({ at }) => [at, at + available, at + gone]);
    const atEach = moments.map(now => ({
      available: replicas - podsIn(stopped, now) + podsIn(created, now - available),
      running: replicas - podsIn(stopped, now - gone) + podsIn(created, now),
    }));
    const [least, peak] = [leastAvailableIn(replacement, replicas), peakIn(replacement, replicas, turn)];
    expect(atEach.filter(pods => pods.available < least || pods.running > peak)).toEqual([]);
  }), { numRuns: runs(1000) });
});

test('an update is over, old pods included, when the last pod of its schedule is gone and the last new one is available', () => {
  fc.assert(fc.property(replacements, count, turns, (replacement, replicas, turn) => {
    const { stopped, duration } = scheduleOf(replacement, replicas, turn)!;
    const over = Math.max(duration, ...stopped.map(({ at }) => at + turn.gone.worst));
    const { worst } = updateWithStop(replacement, replicas, turn);
    // Without a surge the last old pods of a rolling update stop earlier than the formula says, never later.
    expect(replacement.kind === 'rolling' ? Math.max(worst, over) : over).toBe(worst);
  }), { numRuns: runs(1000) });
});
