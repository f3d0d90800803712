import { Explanation } from './explain/explanation';
import { Attempt } from './load/attempt';
import { LoadPlan } from './load/load-plan';
import { PodLife } from './observe/pod-life';

/** The change of the service while it is under load. */
export type Disturbance =
  | { readonly kind: 'update' }
  | { readonly kind: 'restart' }
  | { readonly kind: 'evict' }
  | { readonly kind: 'drain'; readonly node: string }
  | { readonly kind: 'scale'; readonly replicas: number }
  | { readonly kind: 'rollback' };

export const PHASES = ['quiet', 'disturbance', 'after'] as const;
export type PhaseName = typeof PHASES[number];

/** A part of a run, in milliseconds of the client's clock, since 1970. */
export interface RunPhase {
  readonly name: PhaseName;
  readonly from: number;
  readonly to: number;
}

/** An action or event of the rehearsal: `evicted web-1`, `the budget refused the eviction of web-2 (429), 4 times`. */
export interface Note {
  readonly at: number;
  readonly text: string;
}

/** One repetition: quiet load, the disturbance, and the load after it. */
export interface Run {
  readonly phases: readonly RunPhase[];
  readonly attempts: readonly Attempt[];
  readonly pods: readonly PodLife[];
  readonly notes: readonly Note[];
  readonly explanations: readonly Explanation[];
  /** Why the disturbance did not end as planned: `web has 1 of 3 new pods available after 600 s`. */
  readonly unfinished?: string;
}

/** A predicted time beside the measured time, in seconds. */
export interface Prediction {
  /** `Update of Deployment shop/web`. */
  readonly label: string;
  readonly predicted: { readonly best: number; readonly worst: number };
  /** Of each run. */
  readonly measured: readonly number[];
}

/** All that a report of a rehearsal shows. */
export interface Rehearsal {
  /** The value of the label of all objects that it created. */
  readonly id: string;
  /** `1.34.4`. */
  readonly kubernetes: string;
  readonly context: string;
  readonly namespace: string;
  readonly disturbance: Disturbance;
  readonly load: LoadPlan;
  readonly runs: readonly Run[];
  readonly predictions: readonly Prediction[];
}
