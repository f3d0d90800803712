import {
  addSpans, allowedDisruptions, evictionWait, PodStart, PodStop, PodTurn, scheduleOf, Span, span, stopTimes, timeToAvailable,
  timeToReady,
} from '../lifecycle';
import { CapacityStep, Lane, Phase, Scene, TimelineInput } from './model';
import { countOf } from '../text';

/** How much longer than the event a scene lasts, so that its end can be seen. */
const MARGIN = 0.06;

/** An update at its slowest healthy pace, at the fewest replicas. */
export function updateScene(numbers: TimelineInput): Scene {
  const { start, stop, replacement } = numbers;
  const replicas = drawnPods(numbers);
  const schedule = scheduleOf(replacement, replicas, turnOf(numbers));
  if (!schedule) { return { ...untouched('Update', replicas), unchanged: 'each pod keeps its revision until it is deleted by hand' }; }
  const end = withMargin(Math.max(schedule.duration, ...schedule.stopped.map(({ at }) => at + stopTimes(stop).sigkill)));
  const kept = replicas - schedule.stopped.reduce((sum, { pods }) => sum + pods, 0);
  const old = [...kept > 0 ? [keptLane(kept, end)] : [], ...schedule.stopped.map(({ at, pods }) => oldLane(at, pods, stop))];
  const created = schedule.created.map(({ at, pods }) => newLane(at, pods, start, end));
  return scene(numbers, { title: 'Update', wanted: replicas, end }, old, created);
}

/** A drain of a node that has all pods of the service: the worst case. */
export function drainScene(numbers: TimelineInput): Scene {
  const { start, stop } = numbers;
  const replicas = drawnPods(numbers);
  const blocked = drainBlocked(numbers);
  if (isLeftByDrains(numbers)) { return { ...untouched('Node drain', replicas), unchanged: DRAINS_LEAVE }; }
  if (blocked) { return { ...untouched('Node drain', replicas), blocked }; }
  const atOnce = evictionsAtOnce(numbers);
  const late = successorDelay(numbers);
  const wait = evictionWait(addSpans(late, timeToReady(start))).worst;
  const batches = Math.ceil(replicas / atOnce);
  const at = (batch: number) => batch * wait;
  const size = (batch: number) => Math.min(atOnce, replicas - batch * atOnce);
  const end = withMargin(at(batches - 1) + Math.max(stopTimes(stop).sigkill, late.worst + timeToAvailable(start).worst));
  const all = Array.from({ length: batches }, (_, batch) => batch);
  const old = all.map(batch => oldLane(at(batch), size(batch), stop));
  const created = all.map(batch => newLane(at(batch) + late.worst, size(batch), start, end));
  return scene(numbers, { title: 'Node drain', premise: 'all pods on one node', wanted: replicas, end }, old, created);
}

/** What one pod needs in an update. */
export function turnOf({ start, stop }: TimelineInput): PodTurn {
  return { available: timeToAvailable(start), gone: stopTimes(stop).gone, minReady: start.minReady };
}

/** How long the successor of an evicted pod waits: a StatefulSet reuses the name of the old pod, which must be removed first. */
export function successorDelay({ kind, stop }: TimelineInput): Span {
  return kind === 'StatefulSet' ? stopTimes(stop).gone : span(0);
}

const MOST_DRAWN = 200;

/** The number of pods for which it is computed: the fewest, or one if an autoscaler may leave none. */
export function fewestPods({ replicas }: TimelineInput): number {
  return Math.max(1, replicas.min);
}

// A manifest may have a billion replicas.
function drawnPods(numbers: TimelineInput): number {
  return Math.min(MOST_DRAWN, fewestPods(numbers));
}

/** How many pods may be evicted at once, at the fewest replicas; all of them without a budget. */
export function evictionsAtOnce(numbers: TimelineInput): number {
  const { budgets } = numbers;
  return budgets.length === 0 ? fewestPods(numbers) : allowedDisruptions(budgets[0], fewestPods(numbers));
}

/** Why no pod is ever evicted. */
export function drainBlocked(numbers: TimelineInput): string | undefined {
  if (numbers.budgets.length > 1) { return `${numbers.budgets.length} budgets select the same pods: the API server rejects every eviction`; }
  return evictionsAtOnce(numbers) === 0 ? 'the budget allows no eviction' : undefined;
}

function scene(
  { usesTerminatingEndpoints }: TimelineInput, about: Omit<Scene, 'lanes' | 'capacity'>, old: Lane[], created: Lane[],
): Scene {
  const gaps = usesTerminatingEndpoints ? gapsOf(capacityOf([...old, ...created], about.end), about.end) : [];
  const stopped = old.map(lane => coveringIn(gaps, lane));
  return {
    ...about,
    lanes: [...shortened(stopped), ...shortened(created)],
    capacity: capacityOf([...stopped, ...created], about.end),
  };
}

/** When no pod serves. */
type Gap = Omit<Phase, 'kind'>;

function gapsOf(capacity: CapacityStep[], end: number): Gap[] {
  return capacity.flatMap(({ at, pods }, index) => pods > 0 ? [] : [{ from: at, to: capacity[index + 1]?.at ?? end }]);
}

// If no pod is ready, kube-proxy sends to those that are stopping.
function coveringIn(gaps: Gap[], lane: Lane): Lane {
  return { ...lane, phases: lane.phases.flatMap(phase => phase.kind === 'stopping' ? stoppingAround(gaps, phase) : [phase]) };
}

function stoppingAround(gaps: Gap[], { from, to }: Phase): Phase[] {
  const bounds = gaps.flatMap(gap => [gap.from, gap.to]).filter(at => from < at && at < to);
  const isGap = (at: number) => gaps.some(gap => gap.from <= at && at < gap.to);
  const starts = [from, ...bounds];
  return starts.map((start, index) => ({ kind: isGap(start) ? 'covering' : 'stopping', from: start, to: starts[index + 1] ?? to }));
}

const MOST_LANES = 9;
const LANES_AT_ENDS = 4;

// Dozens of lanes that differ only in their times show no more than the first and the last few.
function shortened(lanes: Lane[]): Lane[] {
  if (lanes.length <= MOST_LANES) { return lanes; }
  const hidden = lanes.slice(LANES_AT_ENDS, -LANES_AT_ENDS);
  const pods = hidden.reduce((sum, lane) => sum + lane.pods, 0);
  return [...lanes.slice(0, LANES_AT_ENDS), { ...hidden[0], label: `… ${pods} more`, pods, phases: [], sigterm: undefined, sigkill: undefined },
    ...lanes.slice(-LANES_AT_ENDS)];
}

/** Whether drains leave the pods on their node. */
export function isLeftByDrains({ kind }: TimelineInput): boolean {
  return kind === 'DaemonSet';
}

/** What a drain does to a DaemonSet. */
export const DRAINS_LEAVE = 'a drain leaves the pods of a DaemonSet on their node';

// No pod changes.
function untouched(title: string, replicas: number): Scene {
  return { title, lanes: [keptLane(replicas, 60)], capacity: [{ at: 0, pods: replicas }], wanted: replicas, end: 60 };
}

function keptLane(pods: number, end: number): Lane {
  return { label: label(pods, 'old'), pods, revision: 'old', phases: [{ kind: 'serving', from: 0, to: end }] };
}

function oldLane(at: number, pods: number, stop: PodStop): Lane {
  const { sigterm, sigkill, gone } = stopTimes(stop);
  return {
    label: label(pods, 'old'),
    pods,
    revision: 'old',
    phases: phases([['serving', 0, at], ['stopping', at, at + sigterm], ['draining', at + sigterm, at + gone.worst]]),
    sigterm: at + sigterm,
    sigkill: at + sigkill,
  };
}

function newLane(at: number, pods: number, start: PodStart, end: number): Lane {
  const ready = at + timeToReady(start).worst;
  const available = at + timeToAvailable(start).worst;
  return {
    label: label(pods, 'new'),
    pods,
    revision: 'new',
    phases: phases([['starting', at, ready], ['proving', ready, available], ['serving', available, end]]),
  };
}

function phases(given: [Phase['kind'], number, number][]): Phase[] {
  return given.filter(([, from, to]) => to > from).map(([kind, from, to]) => ({ kind, from, to }));
}

const SERVING: ReadonlySet<Phase['kind']> = new Set(['proving', 'serving', 'covering']);

// A pod serves from being ready, before it counts as available, until it is asked to stop or no longer has to cover.
function capacityOf(lanes: Lane[], end: number): CapacityStep[] {
  const serving = (lane: Lane) => lane.phases.filter(({ kind }) => SERVING.has(kind));
  const seconds = [0, ...lanes.flatMap(lane => serving(lane).flatMap(({ from, to }) => [from, to]))].filter(at => at < end);
  const servingAt = (at: number) => lanes.filter(lane => serving(lane).some(({ from, to }) => from <= at && at < to));
  return [...new Set(seconds)].sort((a, b) => a - b)
    .map(at => ({ at, pods: servingAt(at).reduce((sum, { pods }) => sum + pods, 0) }))
    .filter((step, index, steps) => index === 0 || steps[index - 1].pods !== step.pods);
}

function withMargin(end: number): number {
  return end + end * MARGIN;
}

function label(pods: number, revision: string): string {
  return countOf(pods, `${revision} pod`);
}
