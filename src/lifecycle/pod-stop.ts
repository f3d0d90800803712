/** What happens to a pod, second by second, after it was asked to stop. */
import { span, Span } from './span';
import { gracePeriod as sufficientGracePeriod, sigtermWindow } from './stop';

/** What a manifest states about the stop of one pod. */
export interface PodStop {
  /** How long the preStop hook runs. */
  readonly stopDelay: number;
  readonly gracePeriod: number;
  /** When the slowest router has stopped sending. */
  readonly deregistrationDelay: number;
  /** The shortest stop delay with which requests are not known to fail: that of the router, with or without its margin. */
  readonly neededDelay: number;
  /** The longest request, or the longest job of a worker. */
  readonly longestWork: number;
}

/** The seconds of a stop, counted from the request to stop. */
export interface StopTimes {
  readonly routersStopped: number;
  readonly sigterm: number;
  readonly sigkill: number;
  /** When the pod has stopped: at once after SIGTERM, or when its longest request is over, or at SIGKILL. */
  readonly gone: Span;
  /** For how many seconds requests fail: from SIGTERM until the last router has stopped sending. */
  readonly refused: number;
  /** How many more seconds the longest request and the exit of the process need before SIGKILL. */
  readonly cut: number;
}

/**
 * `sigterm = min(stopDelay, gracePeriod)`, `sigkill = sigterm + max(2, gracePeriod - sigterm)`. The longest request
 * may arrive on a kept-alive connection just before SIGTERM closes the port.
 */
export function stopTimes({ stopDelay, gracePeriod, deregistrationDelay, neededDelay, longestWork }: PodStop): StopTimes {
  const sigterm = Math.min(stopDelay, gracePeriod);
  const sigkill = sigterm + sigtermWindow(gracePeriod, sigterm);
  return {
    routersStopped: deregistrationDelay,
    sigterm,
    sigkill,
    gone: span(sigterm, Math.min(sigkill, sigterm + longestWork)),
    refused: sigterm >= neededDelay ? 0 : Math.max(0, deregistrationDelay - sigterm),
    cut: Math.max(0, sufficientGracePeriod(sigterm, longestWork) - sigkill),
  };
}
