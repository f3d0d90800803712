import { Attempt } from './attempt';
import { LineReader } from './lines';
import { Load } from './load-process';

/** How the pod is reached: through the user's own `kubectl`. */
export interface PodReach {
  /** The output of the container, from its first line, until it ends or the connection breaks: `kubectl logs -f POD -c load`. */
  follow(): AsyncIterable<string>;
  /** Deletes the pod without waiting for its end: `kubectl delete pod POD --wait=false`. */
  remove(): void;
  /** The time here, in milliseconds since 1970. */
  now(): number;
}

/** How often a broken connection is opened again. */
const MOST_BREAKS = 5;

/**
 * The load of a pod, in the time of the machine that watches it. The difference of the two clocks is not known
 * exactly: a line is written in the pod before it is read here, so the smallest difference of all lines so far is used. The remaining
 * error is the delay of the fastest line - some milliseconds if the API server is near - by which failures seem later
 * than they were. In the first second it can be more, since the log of the pod may begin before it is followed: that is why
 * a quiet phase comes first.
 *
 * Each line has a number. A broken connection starts again with the first line, and no line is counted twice.
 */
export function podLoad({ follow, remove, now }: PodReach): Load {
  return { attempts: attemptsOf(follow, now), stop: remove };
}

async function* attemptsOf(follow: PodReach['follow'], now: PodReach['now']): AsyncIterable<readonly Attempt[]> {
  const reader = new LineReader();
  let ahead = Infinity;
  for (let breaks = 0; !reader.ended && breaks <= MOST_BREAKS; breaks++) {
    reader.restart();
    for await (const piece of follow()) {
      const read = now();
      const lines = reader.read(piece);
      ahead = Math.min(ahead, ...lines.map(({ at }) => read - at));
      yield lines.flatMap(({ attempts }) => attempts).map(attempt => ({ ...attempt, due: attempt.due + ahead }));
    }
  }
  if (!reader.ended) { throw new Error('The log of the pod that sends the load ended before the load, so the last requests are lost.'); }
}
