/**
 * The time from the creation of a pod until it is ready, and until it is available.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/prober/worker.go
 */
import { addSpans, Span, span } from './span';
import { guaranteedStartup, latestStartup, ProbeTiming } from './start';

/** What a manifest states about the start of one pod, and what has to be assumed. */
export interface PodStart {
  /** Scheduling, image pull and container creation, which manifests do not state. */
  readonly allowance: Span;
  /** Init containers, one after the other. */
  readonly init: Span;
  /** Container start until the application answers. */
  readonly application: Span;
  readonly startup?: ProbeTiming;
  readonly readiness?: ProbeTiming;
  readonly liveness?: ProbeTiming;
  /**
   * When a kubelet first runs the readiness probe of a pod without a startup probe, counted from the start of its
   * container. Absent if it may be at any time in a period.
   */
  readonly firstLook?: Span;
  /** How long readiness gates take to turn true. */
  readonly gate: Span;
  readonly minReady: number;
}

/** On a node that has room and the image: `0` to `5` seconds. */
export const WARM_START: Span = span(0, 5);

/**
 * For a pod with one container: `1` to `3` seconds. The kubelet synchronizes a pod when it has seen its container run.
 * Since Kubernetes 1.29 this runs the readiness probe, and the periods of the probe count from there.
 *
 * @see https://github.com/kubernetes/kubernetes/pull/119089
 */
export const FIRST_LOOK: Span = span(1, 3);

/** Seconds after which the kubelet synchronizes a pod again, which may shift its probes. */
const RESYNC = 60;

/** `allowance + init + what the probes see of the application + gate`. */
export function timeToReady(pod: PodStart): Span {
  return addSpans(pod.allowance, pod.init, probed(pod), pod.gate);
}

/** `timeToReady + minReady`: ready, and still ready after minReadySeconds. */
export function timeToAvailable(pod: PodStart): Span {
  return addSpans(timeToReady(pod), span(pod.minReady));
}

/**
 * When the kubelet may kill a container that does not respond: `best` is the earliest second, and at `worst` it is always killed.
 * Without a startup probe, the liveness probe counts from the start of the container; without both, it is not killed.
 */
export function killWindow({ startup, liveness }: PodStart): Span | undefined {
  const killer = startup ?? liveness;
  return killer && span(guaranteedStartup(killer), latestStartup(killer));
}

/** Whether the slowest start ends before the kubelet may kill it. */
export function survivesStart(pod: PodStart): boolean {
  const window = killWindow(pod);
  return window === undefined || pod.application.worst <= window.best;
}

// Without a readiness probe a pod counts as ready as soon as its containers run, or its startup probe has succeeded.
function probed({ application, startup, readiness, firstLook }: PodStart): Span {
  if (!startup) { return readiness ? repeated(readiness, seen(readiness, application, firstLook)) : span(0); }
  const started = seen(startup, application);
  return readiness ? repeated(readiness, askedAfter(started, readiness)) : started;
}

// A probe is not synchronized with the start of its container: it may notice a change up to a period later.
function seen({ initialDelay, period, timeout }: ProbeTiming, { best, worst }: Span, firstLook?: Span): Span {
  const answers = span(Math.max(best, initialDelay), Math.max(worst, initialDelay));
  const isTold = (at: number) => firstLook !== undefined && at <= RESYNC;
  return span(
    isTold(answers.best) ? firstLookSince(answers.best, firstLook!, period) : answers.best,
    (isTold(answers.worst) ? lastLookSince(answers.worst, firstLook!, period) : answers.worst + period) + timeout,
  );
}

// The probe runs in windows, one period apart.
function firstLookSince(at: number, { best, worst }: Span, period: number): number {
  return Math.max(at, best + period * Math.max(0, Math.ceil((at - worst) / period)));
}

// The probe may have run just before: its next run is a period later.
function lastLookSince(at: number, { best, worst }: Span, period: number): number {
  const window = period * Math.max(0, Math.ceil((at - best) / period));
  return window > 0 ? Math.min(at + period, worst + window) : worst;
}

// After a successful startup probe the readiness probe runs at once, unless its own initial delay is not over.
function askedAfter(started: Span, { initialDelay, period }: ProbeTiming): Span {
  const asked = (at: number) => at >= initialDelay ? at : initialDelay + period;
  return span(Math.max(started.best, initialDelay), asked(started.worst));
}

function repeated({ successThreshold, period }: ProbeTiming, first: Span): Span {
  return addSpans(first, span((successThreshold - 1) * period));
}
