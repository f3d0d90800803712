/** How requests are sent: each over a new connection, over kept-alive connections, or slow requests. */
export const STREAMS = ['new', 'keep', 'slow'] as const;
export type Stream = typeof STREAMS[number];

/**
 * Why a request failed, as its client sees it.
 *
 * - A reused connection is told apart where the server closed it: HTTP lets clients send an idempotent request once more there, and
 *   many do.
 * - `truncated`: the answer began and did not end. Where neither a length nor chunks say where it ends, only a reset shows that, and
 *   not even that where it comes together with the last bytes: Node.js reports an ordinary end then.
 * - `invalid-answer`: the answer is not HTTP.
 * - `unreachable`: no connection, because of the name, the network or the certificate.
 * - `not-sent`: the client had no port or no file left, or was asleep when the request was due. Its own fault, never the service's.
 */
export const FAILURE_KINDS = [
  'refused',
  'reset',
  'reset-on-reused-connection',
  'closed-before-answer',
  'closed-before-answer-on-reused-connection',
  'truncated',
  'timeout',
  'server-error',
  'unexpected-status',
  'invalid-answer',
  'unreachable',
  'not-sent',
] as const;
export type FailureKind = typeof FAILURE_KINDS[number];

/** One request and its result. Times are milliseconds of the client's clock, since 1970. */
export interface Attempt {
  readonly stream: Stream;
  /** When it was due. */
  readonly due: number;
  /** How much later it was sent, in milliseconds: the client's fault, never the service's. */
  readonly late: number;
  /** From sending to the end of the answer or the failure, in milliseconds. */
  readonly took: number;
  readonly method: string;
  readonly path: string;
  readonly status?: number;
  /** The value of the version header, if the answer has it. */
  readonly version?: string;
  readonly failure?: FailureKind;
  /** The error code of the client's runtime, such as `ECONNREFUSED`, or the progress before a timeout. */
  readonly detail?: string;
}
