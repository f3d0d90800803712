import { evictionBody, evictionOf } from './eviction';
import { EVICTION_RETRY } from '../../lifecycle';
import { Kubectl } from '../kubectl';
import { Note } from '../rehearsal';

/** The environment of evictions. */
export interface Evicting {
  readonly kubectl: Kubectl;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** The results of the evictions. */
export interface Evicted {
  readonly notes: readonly Note[];
  /** Pods that were not evicted, a sentence. */
  readonly unfinished?: string;
}

/**
 * Evicts pods as `kubectl drain` does: one call after the other, and those that a budget does not allow again every five
 * seconds, until `end`.
 */
export async function evictPods({ kubectl, clock, sleep }: Evicting, pods: readonly string[], end: number): Promise<Evicted> {
  const notes: Note[] = [];
  const refusals = new Map<string, number>();
  const failed: string[] = [];
  let left = [...pods];
  for (;;) {
    const again: string[] = [];
    for (const pod of left) {
      const at = clock();
      const path = `/api/v1/namespaces/${kubectl.namespace}/pods/${pod}/eviction`;
      const eviction = evictionOf(await kubectl.call(['create', `--raw=${path}`, '--filename=-'], { input: evictionBody(kubectl.namespace, pod) }));
      switch (eviction.kind) {
        case 'evicted': notes.push({ at, text: `evicted ${pod}${afterRefusals(refusals.get(pod))}` }); break;
        case 'absent': notes.push({ at, text: `${pod} was removed before it was evicted` }); break;
        case 'failed': failed.push(`${pod} could not be evicted: ${eviction.why}`); break;
        case 'refused':
          if (!refusals.has(pod)) { notes.push({ at, text: `the budget refused the eviction of ${pod} (429)` }); }
          refusals.set(pod, (refusals.get(pod) ?? 0) + 1);
          again.push(pod);
      }
    }
    left = again;
    if (left.length === 0 || clock() + EVICTION_RETRY * 1000 > end) { break; }
    await sleep(EVICTION_RETRY * 1000);
  }
  const refused = left.map(pod => `the budget refused the eviction of ${pod} ${timesOf(refusals.get(pod)!)}, to the end`);
  const unfinished = [...failed, ...refused];
  return { notes, ...unfinished.length > 0 ? { unfinished: `${unfinished.join('; ')}.`.replace(/\.\.$/, '.') } : {} };
}

function afterRefusals(count: number | undefined): string {
  return count === undefined ? '' : `, after the budget had refused it ${timesOf(count)}`;
}

function timesOf(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
