/** What happens to a pod at which second, once it was asked to stop. */
import { span, Span } from './span';
import { sigtermWindow } from './stop';

/** What a manifest says about the stop of one pod. */
export interface PodStop {
  /** How long the preStop hook runs. */
  readonly stopDelay: number;
  readonly gracePeriod: number;
  /** When the slowest router has stopped sending. */
  readonly deregistrationDelay: number;
  readonly longestRequest: number;
}

/** The seconds of a stop, counted from the request to stop. */
export interface StopTimes {
  readonly routersStopped: number;
  readonly sigterm: number;
  readonly sigkill: number;
  /** When the pod is gone: at once after SIGTERM, or when its longest request is over, or at SIGKILL. */
  readonly gone: Span;
  /** How long requests that arrive between SIGTERM and the last router fail. */
  readonly refused: number;
  /** How much of the longest request SIGKILL cuts off. */
  readonly cut: number;
}

/**
 * `sigterm = min(stopDelay, gracePeriod)`, `sigkill = sigterm + max(2, gracePeriod - sigterm)`. The longest request
 * may arrive in the last second in which routers send, or before SIGTERM closes the port.
 */
export function stopTimes({ stopDelay, gracePeriod, deregistrationDelay, longestRequest }: PodStop): StopTimes {
  const sigterm = Math.min(stopDelay, gracePeriod);
  const sigkill = sigterm + sigtermWindow(gracePeriod, sigterm);
  const lastRequest = Math.min(deregistrationDelay, sigterm) + longestRequest;
  return {
    routersStopped: deregistrationDelay,
    sigterm,
    sigkill,
    gone: span(sigterm, Math.min(sigkill, Math.max(sigterm, lastRequest))),
    refused: Math.max(0, deregistrationDelay - sigterm),
    cut: Math.max(0, lastRequest - sigkill),
  };
}
