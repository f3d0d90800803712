import { PodLife } from './pod-life';
import { podLives } from './pod-lives';
import { Sighting, Watched, WATCHED } from './sighting';
import { HookOf, sightingOf } from './sighting-of';
import { isMapping } from '../../manifests';
import { complaintOf } from '../complaint';
import { answerOf, Kubectl, Stream } from '../kubectl';

/** Milliseconds since 1970, by the clock of the client: only its times can be compared with those of requests. */
export type Clock = () => number;

/** What watches the pods of a namespace until it is stopped. */
export interface Observer {
  /** Resolves once all existing objects are known; rejects with a sentence without the permission to watch. */
  readonly ready: Promise<void>;
  lives(): PodLife[];
  /** When a watch was cut, until it had begun again. */
  gaps(): readonly Gap[];
  stop(): Promise<PodLife[]>;
}

/** Events during an interruption of a watch were seen only at its end. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  readonly what: Watched;
}

/** Before a watch that ended begins again, in milliseconds. */
const PAUSE = 500;
/** A watch that lasts this long has permission, in milliseconds. */
const SETTLED = 1500;
/** After this many failures in a row, a watch is given up. */
const MOST_FAILURES = 20;

/** Watches pods, EndpointSlices and events, each with a watch of its own that begins again when it is cut. */
export function observe(kubectl: Kubectl, clock: Clock, hookOf: HookOf): Observer {
  const sightings: Sighting[] = [];
  const gaps: Gap[] = [];
  const all = (Object.keys(WATCHED) as Watched[]).map(watched => keepWatching(kubectl, clock, watched, {
    onLine: (line, at) => {
      const sighting = sightingOf(watched, line, at, hookOf);
      if (sighting) { sightings.push(sighting); }
    },
    onList: listed => { sightings.push(listed); },
    onGap: gap => { gaps.push(gap); },
  }));
  return {
    ready: Promise.all(all.map(({ ready }) => ready)).then(() => undefined),
    lives: () => podLives(sightings),
    gaps: () => gaps,
    stop: async () => {
      await Promise.all(all.map(each => each.stop()));
      return podLives(sightings);
    },
  };
}

interface Listener {
  onLine(line: string, at: number): void;
  onList(listed: Sighting): void;
  onGap(gap: Gap): void;
}

interface Watch {
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}

function keepWatching(kubectl: Kubectl, clock: Clock, watched: Watched, listener: Listener): Watch {
  let stream: Stream | undefined;
  let isStopped = false;
  let lists = 0;
  let failures = 0;
  const begin = (): Stream => {
    stream = kubectl.stream(['get', WATCHED[watched], '--watch', '--output-watch-events', '--output=json'], line => {
      failures = 0;
      listener.onLine(line, clock());
    });
    return stream;
  };
  // A new watch shows existing objects, but not removed ones: a list after its start shows those.
  const list = async (): Promise<void> => {
    if (watched === 'events') { return; }
    const asked = clock();
    const found: unknown = JSON.parse(await answerOf(kubectl, ['get', WATCHED[watched], '--output=json']));
    const items = isMapping(found) && Array.isArray(found.items) ? found.items : [];
    const uids = items.flatMap(item => isMapping(item) && isMapping(item.metadata) ? String(item.metadata.uid) : []);
    listener.onList({ at: clock(), kind: 'listed', what: watched, uids, asked, isFirst: lists++ === 0 });
  };
  const ready = Promise.all([begun(begin()), list()]).then(() => undefined);
  ready.catch(() => undefined);
  const watching = (async (): Promise<void> => {
    while (!isStopped && failures < MOST_FAILURES) {
      await stream!.ended;
      if (isStopped) { return; }
      const from = clock();
      failures++;
      await pause(PAUSE);
      if (isStopped) { return; }
      begin();
      await list().catch(() => undefined);
      listener.onGap({ from, to: clock(), what: watched });
    }
  })();
  return {
    ready,
    stop: async () => {
      isStopped = true;
      await stream?.stop();
      await watching;
    },
  };
}

// With permission to list, but not to watch, kubectl ends at once.
async function begun(stream: Stream): Promise<void> {
  const answer = await Promise.race([stream.ended, pause(SETTLED)]);
  if (answer && answer.code !== 0) { throw new Error(complaintOf(answer)); }
}

function pause(milliseconds: number): Promise<undefined> {
  return new Promise(resolve => setTimeout(() => resolve(undefined), milliseconds));
}
