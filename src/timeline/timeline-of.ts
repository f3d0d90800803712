import {
  addSpans, drainDuration, leastAvailableIn, NODE_DRAIN_TIMEOUTS, peakIn, Replacement, replicaCounts, roundsOf, Span, stopTimes,
  timeToAvailable, timeToReady,
  updateDuration, updateWithStop,
} from '../lifecycle';
import { Figures, TimelineInput, Timeline, Total } from './model';
import { drainBlocked, DRAINS_LEAVE, drainScene, evictionsAtOnce, fewestPods, isLeftByDrains, successorDelay, turnOf, updateScene } from './scenes';
import { warningsOf } from './warnings';
import { inWords, seconds } from './words';
import { countOf } from '../text';

/** A prediction of the updates and drains of one service before it is deployed. */
export function timelineOf(numbers: TimelineInput): Timeline {
  const figures = figuresOf(numbers);
  const update = updateScene(numbers);
  return {
    name: numbers.name,
    update,
    drain: drainScene(numbers),
    totals: totalsOf(numbers, figures),
    isOutage: !update.blocked && !update.unchanged && isOutage(numbers, figures),
    warnings: warningsOf(numbers, figures),
    assumptions: numbers.assumptions,
    figures,
  };
}

function isOutage({ users, replicas }: TimelineInput, { leastAvailable }: Figures): boolean {
  return users.sendRequests && !users.havePodsBeside && replicas.min > 0 && leastAvailable === 0;
}

// For all numbers of replicas that an autoscaler may choose: the longest update, the fewest pods left, the most pods at once.
function figuresOf(numbers: TimelineInput): Figures {
  const { replicas, start, stop, replacement, progressDeadline } = numbers;
  const available = timeToAvailable(start);
  const { gone, sigterm, sigkill } = stopTimes(stop);
  const fewest = fewestPods(numbers);
  const most = Math.max(fewest, replicas.max);
  // With percentages, waves do not grow steadily: at 25 %, two pods need two, three need three and ten need two.
  const counts = replicaCounts({ min: fewest, max: most });
  const turn = turnOf(numbers);
  const allowed = drainBlocked(numbers) ? 0 : evictionsAtOnce(numbers);
  return {
    replicas,
    timeToAvailable: available,
    update: widest(counts.map(count => updateDuration(replacement, count, turn))),
    updateWithStop: widest(counts.map(count => updateWithStop(replacement, count, turn))),
    leastAvailable: leastAvailableIn(replacement, fewest),
    peakPods: Math.max(...counts.map(count => peakIn(replacement, count, turn))),
    progressDeadline,
    drain: isLeftByDrains(numbers) ? undefined : drainDuration({
      pods: fewest,
      allowed,
      timeToReady: addSpans(successorDelay(numbers), timeToReady(start)),
      timeToGone: gone,
    }),
    evictionsAtOnce: allowed,
    stopDelay: sigterm,
    sigkill,
  };
}

function widest(spans: readonly Span[]): Span {
  return { best: Math.min(...spans.map(({ best }) => best)), worst: Math.max(...spans.map(({ worst }) => worst)) };
}

function totalsOf(numbers: TimelineInput, figures: Figures): Total[] {
  const { start, replacement } = numbers;
  const replicas = { min: fewestPods(numbers), max: Math.max(fewestPods(numbers), numbers.replicas.max) };
  return [
    { label: 'One pod', value: inWords(figures.timeToAvailable), from: `until available; ready after ${inWords(timeToReady(start))}` },
    { label: 'Update', ...updateInWords(numbers, figures) },
    {
      label: 'Least capacity',
      value: `${figures.leastAvailable} of ${countOf(replicas.min, 'pod')}`,
      from: LEAST_CAPACITY[replacement.kind],
    },
    {
      label: 'Peak',
      value: countOf(figures.peakPods, 'pod'),
      from: `at once in an update at ${countOf(replicas.max, numbers.kind === 'DaemonSet' ? 'node' : 'replica')}, with new and stopping ones, so the nodes need room for all of them`,
    },
    {
      label: 'Node drain',
      ...drainInWords(numbers, figures),
    },
    { label: 'Stop', value: `${numbers.stopSignal} after ${seconds(figures.stopDelay)}, SIGKILL after ${seconds(figures.sigkill)}`, from: 'preStop hook, grace period' },
  ];
}

function updateInWords(numbers: TimelineInput, { update, updateWithStop: gone }: Figures): Pick<Total, 'value' | 'from'> {
  const { kind, replacement } = numbers;
  if (replacement.kind === 'byHand') { return { value: 'none', from: LEAST_CAPACITY.byHand }; }
  const [min, max] = [fewestPods(numbers), Math.max(fewestPods(numbers), numbers.replicas.max)];
  const unit = kind === 'DaemonSet' ? 'node' : 'replica';
  const many = min === max ? '' : `, ${inWaves(roundsOf(replacement, max))} at ${max}`;
  const how = 'steps' in replacement && replacement.steps
    ? `${countOf(replacement.steps.steps.filter(step => 'weight' in step).length + 1, 'weight')} and their pauses`
    : `${inWaves(roundsOf(replacement, min))} at ${countOf(min, unit)}${many}`;
  return { value: inWords(update), from: `${how}; old pods removed after ${inWords(gone)}` };
}

function drainInWords(numbers: TimelineInput, { drain, evictionsAtOnce: atOnce }: Figures): Pick<Total, 'value' | 'from'> {
  if (isLeftByDrains(numbers)) { return { value: 'none', from: DRAINS_LEAVE }; }
  return {
    value: drain ? inWords(drain) : 'blocked',
    from: drainBlocked(numbers) ?? `all pods on one node, ${atOnce} at once${slowProviders(drain)}`,
  };
}

const ALWAYS = 'available at every moment of an update';
/** The source of the least capacity of an update. */
const LEAST_CAPACITY: Record<Replacement['kind'], string> = {
  rolling: `${ALWAYS} (replicas - maxUnavailable)`,
  allAtOnce: 'Recreate stops all pods before it creates new ones',
  inOrder: `${ALWAYS}: a StatefulSet stops a pod before its successor starts`,
  perNode: `${ALWAYS} (nodes - maxUnavailable)`,
  besideOld: `${ALWAYS}: new pods are ready before old ones stop`,
  byHand: 'an update does not replace pods by itself',
};

function inWaves(count: number): string {
  return countOf(count, 'wave');
}

function slowProviders(drain: Span | undefined): string {
  const slow = Object.entries(NODE_DRAIN_TIMEOUTS).filter(([, limit]) => drain !== undefined && drain.worst > limit);
  const limits = Object.entries(NODE_DRAIN_TIMEOUTS).map(([provider, limit]) => `${provider.toUpperCase()} ${limit / 60} min`).join(', ');
  return slow.length === 0 ? ` (within ${limits})` : ` (over the limit of ${slow.map(([provider, limit]) => `${provider.toUpperCase()}, ${limit / 60} min`).join('; ')})`;
}
