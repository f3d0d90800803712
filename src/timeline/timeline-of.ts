import {
  Fenceposts, drainDuration, leastAvailable, peakPods, NODE_DRAIN_TIMEOUTS, replicaCounts, resolveFenceposts, rolloutDuration,
  Span, span, stopTimes, timeToAvailable, timeToReady, waves,
} from '../lifecycle';
import { Figures, TimelineInput, Timeline, Total } from './model';
import { drainBlocked, drainScene, evictionsAtOnce, fewestPods, updateScene } from './scenes';
import { warningsOf } from './warnings';
import { inWords, seconds } from './words';
import { countOf } from '../text';

/** Everything that can be said about the updates and drains of one service before it is deployed. */
export function timelineOf(numbers: TimelineInput): Timeline {
  const limits = fenceposts(numbers, fewestPods(numbers));
  const figures = figuresOf(numbers);
  return {
    name: numbers.name,
    update: updateScene(numbers, limits),
    drain: drainScene(numbers),
    totals: totalsOf(numbers, figures, limits),
    warnings: warningsOf(numbers, figures),
    assumptions: numbers.assumptions,
    figures,
  };
}

function fenceposts({ strategy }: TimelineInput, replicas: number): Fenceposts {
  return strategy.type === 'Recreate'
    ? { surge: 0, unavailable: replicas, forced: false }
    : resolveFenceposts(strategy.maxSurge, strategy.maxUnavailable, replicas);
}

// Over all replicas an autoscaler may choose: the longest update, the fewest pods left, the most pods at once.
function figuresOf(numbers: TimelineInput): Figures {
  const { replicas, start, stop, strategy, progressDeadline } = numbers;
  const available = timeToAvailable(start);
  const { gone, sigterm, sigkill } = stopTimes(stop);
  const fewest = fewestPods(numbers);
  const most = Math.max(fewest, replicas.max);
  // Waves do not grow steadily with percentages: at 25 %, two pods take two, three take three and ten take two.
  const counts = replicaCounts({ min: fewest, max: most });
  const updates = counts.map(count => strategy.type === 'Recreate'
    ? span(gone.best + available.best, gone.worst + available.worst)
    : rolloutDuration(count, fenceposts(numbers, count), available));
  const update: Span = {
    best: Math.min(...updates.map(({ best }) => best)),
    worst: Math.max(...updates.map(({ worst }) => worst)),
  };
  const allowed = drainBlocked(numbers) ? 0 : evictionsAtOnce(numbers);
  return {
    replicas,
    timeToAvailable: available,
    update,
    updateWithStop: strategy.type === 'Recreate' ? update : span(update.best + gone.best, update.worst + gone.worst),
    leastAvailable: leastAvailable(fewest, fenceposts(numbers, fewest)),
    peakPods: strategy.type === 'Recreate' ? most
      : Math.max(...counts.map(count => peakPods(count, fenceposts(numbers, count), gone.worst, available.best))),
    progressDeadline,
    drain: drainDuration({ pods: fewest, allowed, timeToReady: timeToReady(start), timeToGone: gone }),
    evictionsAtOnce: allowed,
    stopDelay: sigterm,
    sigkill,
  };
}

function totalsOf(numbers: TimelineInput, figures: Figures, limits: Fenceposts): Total[] {
  const { start } = numbers;
  const replicas = { min: fewestPods(numbers), max: Math.max(fewestPods(numbers), numbers.replicas.max) };
  const many = replicas.min === replicas.max ? '' : `, ${inWaves(waves(replicas.max, fenceposts(numbers, replicas.max)))} at ${replicas.max}`;
  return [
    { label: 'One pod', value: inWords(figures.timeToAvailable), from: `until available; ready after ${inWords(timeToReady(start))}` },
    {
      label: 'Update',
      value: inWords(figures.update),
      from: `${inWaves(waves(replicas.min, limits))} at ${countOf(replicas.min, 'replica')}${many}; old pods gone after ${inWords(figures.updateWithStop)}`,
    },
    {
      label: 'Least capacity',
      value: `${figures.leastAvailable} of ${countOf(replicas.min, 'pod')}`,
      from: numbers.strategy.type === 'Recreate'
        ? 'Recreate stops all pods before it creates new ones'
        : 'available at every moment of an update (replicas - maxUnavailable)',
    },
    {
      label: 'Peak',
      value: countOf(figures.peakPods, 'pod'),
      from: `at once in an update at ${countOf(replicas.max, 'replica')}, with new and stopping ones, so the nodes need room for all of them`,
    },
    {
      label: 'Node drain',
      value: figures.drain ? inWords(figures.drain) : 'blocked',
      from: drainBlocked(numbers) ?? `all pods on one node, ${figures.evictionsAtOnce} at once${slowProviders(figures.drain)}`,
    },
    { label: 'Stop', value: `SIGTERM after ${seconds(figures.stopDelay)}, SIGKILL after ${seconds(figures.sigkill)}`, from: 'preStop hook, grace period' },
  ];
}

function inWaves(count: number): string {
  return countOf(count, 'wave');
}

function slowProviders(drain: Span | undefined): string {
  const slow = Object.entries(NODE_DRAIN_TIMEOUTS).filter(([, limit]) => drain !== undefined && drain.worst > limit);
  const limits = Object.entries(NODE_DRAIN_TIMEOUTS).map(([provider, limit]) => `${provider.toUpperCase()} ${limit / 60} min`).join(', ');
  return slow.length === 0 ? ` (within ${limits})` : ` (over the limit of ${slow.map(([provider, limit]) => `${provider.toUpperCase()}, ${limit / 60} min`).join('; ')})`;
}
