/**
 * How a pod starts: container start, startup probe, readiness probe, minReadySeconds.
 *
 * All figures are whole seconds.
 */

/** The numbers of one probe, as the kubelet uses them. */
export interface ProbeTiming {
  readonly initialDelay: number;
  readonly period: number;
  readonly timeout: number;
  readonly failureThreshold: number;
  readonly successThreshold: number;
}

/** Scheduling a pod may need a new node. */
export const SCHEDULING_ALLOWANCE = 180;

/** Pulling the image on a node that does not have it. */
export const IMAGE_PULL_ALLOWANCE = 60;

const PROBES_PER_START = 30;
const SLOWEST_STARTUP_PERIOD = 10;

/** `ceil(startupTime / 30)`, at least 1 and at most 10: about thirty probes during a start, each at most 10 s late. */
export function startupPeriod(startupTime: number): number {
  return Math.min(SLOWEST_STARTUP_PERIOD, Math.max(1, Math.ceil(startupTime / PROBES_PER_START)));
}

/**
 * `ceil(startupTime / period) + 1`. The kubelet kills the container at the n-th failure in a row, which can be
 * as early as `(n - 1) * period` after the start, not `n * period` as often documented.
 */
export function startupFailureThreshold(startupTime: number, period: number): number {
  return Math.ceil(startupTime / period) + 1;
}

/** `initialDelay + (failureThreshold - 1) * period`: a start that takes no longer is never killed. */
export function guaranteedStartup(probe: ProbeTiming): number {
  return probe.initialDelay + (probe.failureThreshold - 1) * probe.period;
}

/** `initialDelay + failureThreshold * period + timeout`: a start that takes longer is always killed. */
export function latestStartup(probe: ProbeTiming): number {
  return probe.initialDelay + probe.failureThreshold * probe.period + probe.timeout;
}

/** `max(period, timeout)`: seconds between two checks of a process that does not answer, since the kubelet waits for one before the next. */
export function checkInterval(probe: Pick<ProbeTiming, 'period' | 'timeout'>): number {
  return Math.max(probe.period, probe.timeout);
}

/** `failureThreshold * checkInterval`: how long a process does not answer before the kubelet acts on it. */
export function failureWindow(probe: ProbeTiming): number {
  return probe.failureThreshold * checkInterval(probe);
}

/**
 * How long a readiness probe may fail before its pod stops getting requests: twice the defaults of Kubernetes (3 × 10 s), and
 * longer than Kubernetes takes to notice a lost node (50 s).
 */
export const LONGEST_FAILURE_WINDOW = 60;

/** The parts of the start of one pod. */
export interface Start {
  /** Without probes, a container counts as ready as soon as it runs. */
  readonly startup?: ProbeTiming;
  readonly readiness?: ProbeTiming;
  /** How long a load balancer needs until a readiness gate becomes true; 0 without gates. */
  readonly gate: number;
  readonly minReady: number;
}

/**
 * From the start of the container until the pod is available, at the latest:
 * `max(latestStartup, readiness.initialDelay) + successThreshold * period + timeout + gate + minReady`.
 */
export function latestAvailable(start: Start): number {
  const { startup, readiness, gate, minReady } = start;
  const started = Math.max(startup ? latestStartup(startup) : 0, readiness?.initialDelay ?? 0);
  const asked = readiness ? readiness.successThreshold * readiness.period + readiness.timeout : 0;
  return started + asked + gate + minReady;
}
