import { BudgetLimit, PodStart, PodStop, Replacement, Span } from '../lifecycle';

/** The input of a timeline: the numbers of one service, from manifests or from a construct. */
export interface TimelineInput {
  /** Namespace and name: `shop/web`. */
  readonly name: string;
  readonly replicas: { readonly min: number; readonly max: number };
  /** The kind of the workload: `Deployment`. */
  readonly kind: string;
  /** How an update replaces them. */
  readonly replacement: Replacement;
  readonly start: PodStart;
  readonly stop: PodStop;
  /** The signal that asks a pod to stop, such as SIGTERM. */
  readonly stopSignal: string;
  /** Undefined where the controller has none. */
  readonly progressDeadline?: number;
  /** Whether the longest start is known: only then can a deadline be too short. */
  readonly isStartStated: boolean;
  /** How long a replacement needs, as the owner states, while the terminating pod covers for it. */
  readonly handover?: number;
  readonly budgets: BudgetLimit[];
  /** Whether the router sends to stopping pods if no other pod is left. */
  readonly usesTerminatingEndpoints: boolean;
  /** Figures that manifests do not state, with the source of each. */
  readonly assumptions: string[];
  readonly users: Users;
}

/** What users can notice at all, for any numbers. */
export interface Users {
  /** Whether any send requests to the pods. */
  readonly sendRequests: boolean;
  /** Whether other pods answer while one stops: if not, it is an outage, which a hook does not shorten. */
  readonly haveOthers: boolean;
  /** Whether other pods answer the same users, as the stable ones do beside a canary. */
  readonly havePodsBeside: boolean;
  /** Whether there may be no pod without load. */
  readonly mayFindNoPod: boolean;
  /** Whether requests are sent to pods before these report that they can answer. */
  readonly reachUnready: boolean;
  /** The work that users wait for: requests, or the jobs of a worker. */
  readonly work: 'requests' | 'jobs';
  /** Whether SIGKILL is known to cut work off. */
  readonly areCut: boolean;
}

/**
 * What a pod is doing, as far as users can tell. A pod that is stopping is `covering` while its router sends to it, since
 * no other pod is ready.
 */
export type PhaseKind = 'starting' | 'proving' | 'serving' | 'covering' | 'stopping' | 'draining';

export interface Phase {
  readonly kind: PhaseKind;
  readonly from: number;
  readonly to: number;
}

/** Pods with the same phases at the same times. */
export interface Lane {
  readonly label: string;
  readonly pods: number;
  readonly revision: 'old' | 'new';
  readonly phases: Phase[];
  readonly sigterm?: number;
  readonly sigkill?: number;
}

/** How many pods serve from this second on. */
export interface CapacityStep {
  readonly at: number;
  readonly pods: number;
}

/** One picture: an update, or a drain of one node. */
export interface Scene {
  readonly title: string;
  /** What the scene assumes. */
  readonly premise?: string;
  readonly lanes: Lane[];
  readonly capacity: CapacityStep[];
  readonly wanted: number;
  readonly end: number;
  /** Why an update or a drain gets stuck. */
  readonly blocked?: string;
  /** Why no pod changes, as intended. */
  readonly unchanged?: string;
}

/** One line of the totals, with its source. */
export interface Total {
  readonly label: string;
  readonly value: string;
  readonly from: string;
}

/** Everything that is shown about one service. */
export interface Timeline {
  readonly name: string;
  readonly update: Scene;
  readonly drain: Scene;
  readonly totals: Total[];
  /** Whether no pod serves at some moment of each update. */
  readonly isOutage: boolean;
  /** What users will notice; empty if nothing. */
  readonly warnings: string[];
  readonly assumptions: string[];
  readonly figures: Figures;
}

/** The totals as numbers, in seconds and pods. */
export interface Figures {
  readonly replicas: { readonly min: number; readonly max: number };
  readonly timeToAvailable: Span;
  readonly update: Span;
  /** Until the last old pod is removed. */
  readonly updateWithStop: Span;
  readonly leastAvailable: number;
  readonly peakPods: number;
  readonly progressDeadline?: number;
  /** Absent if the budget allows no eviction. */
  readonly drain?: Span;
  readonly evictionsAtOnce: number;
  readonly stopDelay: number;
  readonly sigkill: number;
}
