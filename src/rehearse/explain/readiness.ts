import { SHORTEST_OUTAGE } from './windows';
import { groupedBy } from '../../manifests';
import { PodLife } from '../observe/pod-life';

/** A time, in milliseconds since 1970. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** When a pod was an endpoint that is ready: from a turn until the next, its deletion, or the end of what was seen of it. */
export function readyTimes(pod: PodLife): Interval[] {
  const last = Math.min(pod.deleted ?? Infinity, pod.endpointRemoved ?? Infinity, pod.gone ?? Infinity);
  return pod.readiness.flatMap(({ at, ready }, i) => {
    const next = pod.readiness.slice(i + 1).find(turn => !turn.ready);
    const to = Math.min(next?.at ?? Infinity, last);
    return ready && to > at ? [{ from: at, to }] : [];
  });
}

/** Whether a pod was ready at an instant, or had been within the time before. */
export function wasReady(pod: PodLife, at: number, within: number = 0): boolean {
  return pod.readiness.some(({ at: turned, ready }, i) =>
    ready && turned <= at && (pod.readiness[i + 1]?.at ?? Infinity) >= at - within);
}

/** When a controller had no ready pod, after it had had one. */
export interface Outage extends Interval {
  readonly controller: string;
}

export function outagesOf(pods: readonly PodLife[]): Outage[] {
  const controllers = groupedBy(pods, ({ controller }) => [controller]);
  return [...controllers].flatMap(([controller, own]) => {
    const gaps = gapsIn(own.flatMap(readyTimes));
    // A controller that no longer has pods was removed, and another workload may have replaced it.
    const isMeantToRun = controllers.size === 1 || own.some(({ deleted }) => deleted === undefined);
    return gaps.filter(({ to }) => isMeantToRun || to < Infinity).map(gap => ({ controller, ...gap }));
  });
}

/** Times between the first and none of these, the last of which may have no end. */
function gapsIn(intervals: readonly Interval[]): Interval[] {
  const sorted = [...intervals].sort((one, other) => one.from - other.from);
  const gaps: Interval[] = [];
  let covered = sorted[0]?.to ?? Infinity;
  for (const { from, to } of sorted) {
    if (from - covered >= SHORTEST_OUTAGE) { gaps.push({ from: covered, to: from }); }
    covered = Math.max(covered, to);
  }
  return covered === Infinity ? gaps : [...gaps, { from: covered, to: Infinity }];
}
