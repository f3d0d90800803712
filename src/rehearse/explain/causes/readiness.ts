import { once } from '../../../analysis/memoize';
import { Matcher } from '../cause';
import { agoOf, Failure, fallsInto, secondsOf } from '../failure';
import { CRASH, FIRST_REQUESTS, UNTIL_NOT_READY, WITHIN_BURST } from '../windows';

/** Failures began as soon as a new pod was ready. */
export const readyTooEarly: Matcher = (failure, { pods, failures, disturbed }) => {
  if (failure.kind === 'truncated') { return undefined; }
  const began = burstsOf(failures).get(failure)!;
  const turns = pods.flatMap(pod => {
    const first = pod.readiness.find(({ ready }) => ready);
    const isNew = first !== undefined && first.at >= disturbed && (pod.created ?? first.at) >= disturbed;
    // The first requests of a pod come after it is known to be ready, or just before the watch says so.
    return isNew && first.at <= failure.failed && began.failed >= first.at - 500 && began.failed <= first.at + FIRST_REQUESTS
      ? [{ pod, at: first.at }] : [];
  });
  const nearest = turns.sort((one, other) => other.at - one.at)[0];
  if (nearest === undefined) { return undefined; }
  const { pod, at } = nearest;
  const started = pod.started === undefined ? '' : `, ${secondsOf(at - pod.started)} after it had started`;
  return {
    cause: 'ready-too-early',
    pods: [pod],
    words: since => `${pod.name}, a new pod, became ready ${agoOf(failure, at, since)}${started}`,
  };
};

/** A pod that was not deleted was no longer ready. */
export const readinessLost: Matcher = (failure, { pods }) => {
  const turns = pods.flatMap(pod => pod.readiness
    .filter(({ at, ready }, i) => !ready && pod.readiness[i - 1]?.ready && (pod.deleted === undefined || at < pod.deleted))
    .filter(({ at }) => fallsInto(failure, at - UNTIL_NOT_READY, at + CRASH))
    .map(({ at }) => ({ pod, at })));
  const [nearest] = turns.sort((one, other) => Math.abs(failure.failed - one.at) - Math.abs(failure.failed - other.at));
  if (nearest === undefined) { return undefined; }
  const { pod, at } = nearest;
  return {
    cause: 'readiness-lost',
    pods: [pod],
    words: since => at <= failure.failed ? `${pod.name} was no longer ready ${agoOf(failure, at, since)}, although it was not deleted`
      : `${pod.name} was no longer ready ${secondsOf(at - failure.failed)} ${since.replace('before', 'after')}, although it was not deleted`,
  };
};

/** The first failure of the burst that each belongs to. */
const burstsOf = once((failures: readonly Failure[]): ReadonlyMap<Failure, Failure> => {
  const first = new Map<Failure, Failure>();
  failures.forEach((failure, i) => {
    const previous = failures[i - 1];
    const isFirst = previous === undefined || failure.failed - previous.failed > WITHIN_BURST;
    first.set(failure, isFirst ? failure : first.get(previous)!);
  });
  return first;
});
