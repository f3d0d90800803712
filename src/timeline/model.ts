import { BudgetLimit, PodStart, PodStop, Replacement, Span } from '../lifecycle';

/** What a timeline is computed from: the numbers of one service, from manifests or from a construct. */
export interface TimelineInput {
  /** As people name it: `shop/web`. */
  readonly name: string;
  readonly replicas: { readonly min: number; readonly max: number };
  /** What makes the pods: `Deployment`. */
  readonly kind: string;
  /** How an update replaces them. */
  readonly replacement: Replacement;
  readonly start: PodStart;
  readonly stop: PodStop;
  /** What asks a pod to stop, such as SIGTERM. */
  readonly stopSignal: string;
  /** Undefined where the controller has none. */
  readonly progressDeadline?: number;
  /** Whether the longest start is known: a deadline that only a guess misses is none. */
  readonly isStartStated: boolean;
  /** How long a replacement needs, as the owner says, while the leaving pod covers for it. */
  readonly handover?: number;
  readonly budgets: BudgetLimit[];
  /** Whether the router sends to stopping pods when no other is left. */
  readonly usesTerminatingEndpoints: boolean;
  /** Figures that no manifest states, with where each comes from. */
  readonly assumptions: string[];
  readonly users: Users;
}

/** What users can feel at all, whatever the numbers are. */
export interface Users {
  /** Whether any send requests to the pods. */
  readonly sendRequests: boolean;
  /** Whether other pods answer while one stops: else it is an outage, which a hook makes no shorter. */
  readonly haveOthers: boolean;
  /** Whether other pods answer the same users, as the stable ones do beside a canary. */
  readonly havePodsBeside: boolean;
  /** Whether they may find no pod at rest. */
  readonly mayFindNoPod: boolean;
  /** Whether they are sent to pods before these say that they can answer. */
  readonly reachUnready: boolean;
  /** What they wait for: those of a worker for jobs. */
  readonly work: 'requests' | 'jobs';
  /** Whether SIGKILL is known to cut these. */
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

/** Pods that do the same at the same time. */
export interface Lane {
  readonly label: string;
  readonly pods: number;
  readonly revision: 'old' | 'new';
  readonly phases: Phase[];
  readonly sigterm?: number;
  readonly sigkill?: number;
}

/** How many pods serve from a second on. */
export interface CapacityStep {
  readonly at: number;
  readonly pods: number;
}

/** One picture: an update, or a drain of one node. */
export interface Scene {
  readonly title: string;
  /** What is taken for granted in it. */
  readonly premise?: string;
  readonly lanes: Lane[];
  readonly capacity: CapacityStep[];
  readonly wanted: number;
  readonly end: number;
  /** Why nothing can happen: an update or a drain gets stuck. */
  readonly blocked?: string;
  /** Why nothing happens, as it should. */
  readonly unchanged?: string;
}

/** One line of the totals, with what it comes from. */
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
  /** Whether users find no pod at some moment of each update. */
  readonly isOutage: boolean;
  /** What users will feel; empty if nothing. */
  readonly warnings: string[];
  readonly assumptions: string[];
  readonly figures: Figures;
}

/** The totals as numbers, in seconds and pods. */
export interface Figures {
  readonly replicas: { readonly min: number; readonly max: number };
  readonly timeToAvailable: Span;
  readonly update: Span;
  /** Until the last old pod is gone. */
  readonly updateWithStop: Span;
  readonly leastAvailable: number;
  readonly peakPods: number;
  readonly progressDeadline?: number;
  /** Absent where the budget lets none go. */
  readonly drain?: Span;
  readonly evictionsAtOnce: number;
  readonly stopDelay: number;
  readonly sigkill: number;
}
