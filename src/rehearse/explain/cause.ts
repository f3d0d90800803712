import { Failure } from './failure';
import { PodLife } from '../observe/pod-life';

/** The first cause of a failure, as far as events tell it. */
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

/** What may have made a request fail. */
export interface Match {
  readonly cause: Cause;
  /** The pods that it is about: the nearest first. None where no pod is involved. */
  readonly pods: readonly PodLife[];
  /** A sentence without its full stop; `since` is what a time is followed by: `before`, or `before the first of them`. */
  words(since: string): string;
}

/** One repetition as causes see it. */
export interface Scene {
  /** Pods that requests may reach. */
  readonly pods: readonly PodLife[];
  /** All failures, the first first. */
  readonly failures: readonly Failure[];
  /** When the disturbance began, and with it the time for which it is to blame. */
  readonly disturbed: number;
  /** Versions that answered before the disturbance. */
  readonly oldVersions: ReadonlySet<string>;
}

/** Tells whether a cause fits a failure. */
export type Matcher = (failure: Failure, scene: Scene) => Match | undefined;
