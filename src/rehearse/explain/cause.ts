import { Failure } from './failure';
import { PodLife } from '../observe/pod-life';

/** The first cause of a failure, as far as events show it. */
export const CAUSES = [
  'oom-killed',
  'container-crashed',
  'container-restarted',
  'killed',
  'no-ready-endpoint',
  'removed-from-service',
  'still-routed',
  'stopped-serving',
  'ready-too-early',
  'readiness-lost',
  'new-version',
  'quiet',
  'unexplained',
] as const;
export type Cause = typeof CAUSES[number];

/** A possible cause of a failed request. */
export interface Match {
  readonly cause: Cause;
  /** The pods that it is about: the nearest first. Empty if no pod is involved. */
  readonly pods: readonly PodLife[];
  /** A sentence without its full stop; `since` is what a time is followed by: `before`, or `before the first of them`. */
  words(since: string): string;
}

/** The events of one repetition. */
export interface Scene {
  /** Pods that requests may reach. */
  readonly pods: readonly PodLife[];
  /** All failures, the first first. */
  readonly failures: readonly Failure[];
  /** When the disturbance began. Earlier failures are not its consequences. */
  readonly disturbed: number;
  /** Versions that answered before the disturbance. */
  readonly oldVersions: ReadonlySet<string>;
}

/** Tells whether a cause fits a failure. */
export type Matcher = (failure: Failure, scene: Scene) => Match | undefined;
