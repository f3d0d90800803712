import { Attempt } from './attempt';
import { LineReader } from './lines';
import { Load } from './load-process';

/** How the pod is reached: through the user's own `kubectl`. */
export interface PodReach {
  /** What the container writes, from its first line on, until it ends or the connection breaks: `kubectl logs -f POD -c load`. */
  follow(): AsyncIterable<string>;
  /** Deletes the pod, and does not wait for its end: `kubectl delete pod POD --wait=false`. */
  remove(): void;
  /** The time here, in milliseconds since 1970. */
  now(): number;
}

/** How often a connection that broke is made again. */
const MOST_BREAKS = 5;

/**
 * The load of a pod, in the time of the machine that watches it. How far the clock of the pod is from the one here nothing tells
 * exactly: a line is written in the pod before it is read here, so the smallest difference of all lines so far is taken. What is
 * left is the time of the quickest line on its way - some milliseconds where the API server is near - by which failures seem later
 * than they were. In the first second it can be more, since the log of the pod may begin before it is followed: that is why
 * a quiet phase comes first.
 *
 * Each line has a number. A connection that breaks is made again from the first line on, and none is counted twice.
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
  if (!reader.ended) { throw new Error('The log of the pod that sends the load ended before its load did, and the last requests with it.'); }
}
