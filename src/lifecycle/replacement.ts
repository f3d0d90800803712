/**
 * How a controller of any kind replaces pods in an update: what all judgements of updates ask. The formulas are in the file of
 * each controller.
 */
import { CountOrPercent } from './count-or-percent';
import { perNodeLimits, perNodeRounds } from './daemon-set';
import { BesideOld, canaryDuration, canaryPeak, canarySchedule, RolloutSteps } from './progressive-rollout';
import { Fenceposts, leastAvailable, peakPods, resolveFenceposts, rolloutDuration, waves } from './rollout';
import { Batch, RolloutSchedule, scheduleRollout } from './schedule';
import { addSpans, Span, span, timesSpan } from './span';
import { memberLimits, memberNoticed, memberRounds } from './stateful-set';

/** How many pods more and fewer an update may have. */
interface Limits {
  readonly maxSurge: CountOrPercent;
  readonly maxUnavailable: CountOrPercent;
}

export type Replacement =
  /** New pods start while old ones stop: Deployment, and an Argo Rollout without a traffic router. */
  | { readonly kind: 'rolling'; readonly steps?: RolloutSteps } & Limits
  /** All old pods stop before the first new one starts: a Deployment with Recreate. */
  | { readonly kind: 'allAtOnce' }
  /** A pod stops, and its replacement gets its name and its volumes: StatefulSet. Pods with an ordinal below `partition` stay. */
  | { readonly kind: 'inOrder'; readonly maxUnavailable: CountOrPercent; readonly partition: number }
  /** One pod per node: DaemonSet. */
  | { readonly kind: 'perNode' } & Limits
  /**
   * New pods are ready beside all old ones, which stop `scaleDownDelay` seconds after the switch: Argo Rollout, blue-green or
   * with a traffic router. With `stableFollows`, old pods stop as soon as the weight is shifted away from them.
   */
  | { readonly kind: 'besideOld'; readonly scaleDownDelay: number; readonly steps?: RolloutSteps; readonly stableFollows?: boolean }
  /** Pods are replaced only when they are deleted by hand: `OnDelete`, a ReplicaSet, a partition above all ordinals. */
  | { readonly kind: 'byHand' };

/** What one pod needs, in seconds. */
export interface PodTurn {
  readonly available: Span;
  /** From the request to stop until it has stopped. */
  readonly gone: Span;
  readonly minReady: number;
}

/** How many pods may be extra, and how many missing, at one number of replicas; undefined if all or none of them stop. */
export function limitsOfReplacement(replacement: Replacement, replicas: number): Fenceposts | undefined {
  switch (replacement.kind) {
    case 'rolling': return resolveFenceposts(replacement.maxSurge, replacement.maxUnavailable, replicas);
    case 'inOrder': return memberLimits(replacement.maxUnavailable, replicas);
    case 'perNode': return perNodeLimits(replacement.maxSurge, replacement.maxUnavailable, replicas);
    case 'besideOld': return { surge: replicas, unavailable: 0, forced: false };
    case 'allAtOnce':
    case 'byHand': return undefined;
  }
}

/** How often an update waits for new pods. */
export function roundsOf(replacement: Replacement, replicas: number): number {
  switch (replacement.kind) {
    case 'rolling': return waves(replicas, limitsOfReplacement(replacement, replicas)!);
    case 'inOrder': return memberRounds(replacement.maxUnavailable, replacement.partition, replicas);
    case 'perNode': return perNodeRounds(limitsOfReplacement(replacement, replicas)!, replicas);
    case 'besideOld':
    case 'allAtOnce': return 1;
    case 'byHand': return 0;
  }
}

/** From the start of an update until the last new pod is available. */
export function updateDuration(replacement: Replacement, replicas: number, { available, gone, minReady }: PodTurn): Span {
  const rounds = roundsOf(replacement, replicas);
  switch (replacement.kind) {
    case 'rolling': {
      const limits = limitsOfReplacement(replacement, replicas)!;
      return replacement.steps
        ? canaryDuration(replacement.steps, replicas, available, limits)
        : rolloutDuration(replicas, limits, available);
    }
    case 'besideOld': return canaryDuration(replacement.steps ?? NO_STEPS, replicas, available, besideOld(replacement));
    case 'allAtOnce': return addSpans(gone, available);
    case 'inOrder': return timesSpan(rounds, addSpans(gone, memberNoticed(available, minReady)));
    case 'perNode': return timesSpan(rounds, stopsFirst(limitsOfReplacement(replacement, replicas)!) ? addSpans(gone, available) : available);
    case 'byHand': return span(0);
  }
}

/** From the start of an update until the last old pod has stopped. */
export function updateWithStop(replacement: Replacement, replicas: number, turn: PodTurn): Span {
  const update = updateDuration(replacement, replicas, turn);
  switch (replacement.kind) {
    case 'rolling': return addSpans(update, turn.gone);
    case 'besideOld': return addSpans(update, span(replacement.scaleDownDelay), turn.gone);
    case 'perNode': return stopsFirst(limitsOfReplacement(replacement, replicas)!) ? update : addSpans(update, turn.gone);
    case 'allAtOnce':
    case 'inOrder':
    case 'byHand': return update;
  }
}

/** The fewest pods that are available in an update. */
export function leastAvailableIn(replacement: Replacement, replicas: number): number {
  if (replacement.kind === 'allAtOnce') { return 0; }
  const limits = limitsOfReplacement(replacement, replicas);
  return limits ? leastAvailable(replicas, limits) : replicas;
}

/** The most pods that run at once in an update, including terminating ones. */
export function peakIn(replacement: Replacement, replicas: number, { available, gone }: PodTurn): number {
  const limits = limitsOfReplacement(replacement, replicas);
  switch (replacement.kind) {
    case 'rolling': return peakPods(replicas, limits!, gone.worst, available.best);
    case 'perNode': return stopsFirst(limits!) ? replicas : peakPods(replicas, limits!, gone.worst, available.best);
    case 'besideOld': return canaryPeak(replacement.steps ?? NO_STEPS, replicas, besideOld(replacement), available, gone.worst);
    case 'allAtOnce':
    case 'inOrder':
    case 'byHand': return replicas;
  }
}

/** At which second pods are created and stopped, in the slowest case; undefined if no pod is replaced. */
export function scheduleOf(replacement: Replacement, replicas: number, turn: PodTurn): RolloutSchedule | undefined {
  const { available: { worst: available }, gone: { worst: gone }, minReady } = turn;
  switch (replacement.kind) {
    case 'rolling': {
      const limits = limitsOfReplacement(replacement, replicas)!;
      return replacement.steps
        ? canarySchedule(replacement.steps, replicas, available, limits)
        : scheduleRollout({ replicas, ...limits }, available);
    }
    case 'allAtOnce': return schedule([{ at: gone, pods: replicas }], [{ at: 0, pods: replicas }], gone + available);
    case 'besideOld': return canarySchedule(replacement.steps ?? NO_STEPS, replicas, available, besideOld(replacement));
    case 'inOrder': {
      const { unavailable } = limitsOfReplacement(replacement, replicas)!;
      const noticed = memberNoticed(turn.available, minReady).worst;
      return turnByTurn(Math.max(0, replicas - replacement.partition), unavailable, noticed, gone);
    }
    case 'perNode': {
      const limits = limitsOfReplacement(replacement, replicas)!;
      return stopsFirst(limits)
        ? turnByTurn(replicas, limits.unavailable, available, gone)
        : nodeByNode(replicas, limits.surge, available);
    }
    case 'byHand': return undefined;
  }
}

const NO_STEPS: RolloutSteps = { steps: [], waits: false };

function besideOld({ scaleDownDelay, stableFollows = false }: Extract<Replacement, { kind: 'besideOld' }>): BesideOld {
  return { stopAfter: scaleDownDelay, stableFollows };
}

function schedule(created: Batch[], stopped: Batch[], duration: number): RolloutSchedule {
  return { created, stopped, duration };
}

// Whether the new pod of a node waits until the old one has stopped.
function stopsFirst({ surge }: Fenceposts): boolean {
  return surge === 0;
}

// A pod stops, then its replacement starts, and the next pod stops when the replacement is available.
function turnByTurn(pods: number, atOnce: number, available: number, gone: number): RolloutSchedule {
  const rounds = roundsWith(pods, atOnce);
  const turn = gone + available;
  return {
    stopped: rounds.map((size, round) => ({ at: round * turn, pods: size })),
    created: rounds.map((size, round) => ({ at: round * turn + gone, pods: size })),
    duration: rounds.length * turn,
  };
}

function nodeByNode(pods: number, surge: number, available: number): RolloutSchedule {
  const rounds = roundsWith(pods, surge);
  return {
    created: rounds.map((size, round) => ({ at: round * available, pods: size })),
    stopped: rounds.map((size, round) => ({ at: (round + 1) * available, pods: size })),
    duration: rounds.length * available,
  };
}

function roundsWith(pods: number, atOnce: number): number[] {
  return Array.from({ length: Math.ceil(pods / atOnce) }, (_, round) => Math.min(atOnce, pods - round * atOnce));
}
