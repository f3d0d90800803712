/**
 * Creation of a pod until it is ready, and until it counts as available.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/prober/worker.go
 */
import { addSpans, Span, span } from './span';
import { guaranteedStartup, latestStartup, ProbeTiming } from './start';

/** What a manifest says about the start of one pod, and what has to be assumed. */
export interface PodStart {
  /** Scheduling, image pull and container creation, which no manifest says. */
  readonly allowance: Span;
  /** Init containers, one after the other. */
  readonly init: Span;
  /** Container start until the application answers. */
  readonly application: Span;
  readonly startup?: ProbeTiming;
  readonly readiness?: ProbeTiming;
  readonly liveness?: ProbeTiming;
  /** How long readiness gates take to turn true. */
  readonly gate: Span;
  readonly minReady: number;
}

/** A node with room that has the image: `1` to `5` seconds. */
export const WARM_START: Span = span(1, 5);

/** `allowance + init + what the probes see of the application + gate`. */
export function timeToReady(pod: PodStart): Span {
  return addSpans(pod.allowance, pod.init, probed(pod), pod.gate);
}

/** `timeToReady + minReady`: ready, and still ready after minReadySeconds. */
export function timeToAvailable(pod: PodStart): Span {
  return addSpans(timeToReady(pod), span(pod.minReady));
}

/**
 * When the kubelet may kill a container that does not answer: not before the first second, surely at the second.
 * Without a startup probe the liveness probe counts from the start of the container; without either nothing kills it.
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
function probed({ application, startup, readiness }: PodStart): Span {
  if (!startup) { return readiness ? repeated(readiness, seen(readiness, application)) : span(0); }
  const started = seen(startup, application);
  return readiness ? repeated(readiness, askedAfter(started, readiness)) : started;
}

// A probe has a phase of its own to the start of its container: it sees a change up to a period later.
function seen({ initialDelay, period, timeout }: ProbeTiming, { best, worst }: Span): Span {
  return span(Math.max(best, initialDelay), Math.max(worst, initialDelay) + period + timeout);
}

// A successful startup probe asks the readiness probe at once, unless its own initial delay is not over.
function askedAfter(started: Span, { initialDelay, period }: ProbeTiming): Span {
  const asked = (at: number) => at >= initialDelay ? at : initialDelay + period;
  return span(Math.max(started.best, initialDelay), asked(started.worst));
}

function repeated({ successThreshold, period }: ProbeTiming, first: Span): Span {
  return addSpans(first, span((successThreshold - 1) * period));
}
