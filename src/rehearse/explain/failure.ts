import { Attempt, FailureKind } from '../load/attempt';

/** A request that failed. */
export interface Failure {
  readonly kind: FailureKind;
  readonly attempt: Attempt;
  /** Milliseconds since 1970. */
  readonly sent: number;
  /** When its client noticed. */
  readonly failed: number;
}

/** The requests that failed, the first first. A request that the client could not send is not a failure of the service. */
export function failuresOf(attempts: readonly Attempt[]): Failure[] {
  return attempts
    .flatMap(attempt => attempt.failure === undefined || attempt.failure === 'not-sent' ? [] : [failureOf(attempt, attempt.failure)])
    .sort((one, other) => one.failed - other.failed);
}

function failureOf(attempt: Attempt, kind: FailureKind): Failure {
  const sent = attempt.due + attempt.late;
  return { kind, attempt, sent, failed: sent + attempt.took };
}

/** Only a connection was lost: a router's 5xx reports the same about the connection behind it. */
const OF_CONNECTION: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'refused', 'reset', 'reset-on-reused-connection', 'closed-before-answer', 'closed-before-answer-on-reused-connection', 'truncated',
  'timeout', 'server-error', 'invalid-answer', 'unreachable',
]);

/** Whether a removed or terminating pod may be the cause. */
export function isOfConnection({ kind }: Failure): boolean {
  return OF_CONNECTION.has(kind);
}

/** Failures that a client notices only after some time. */
const NOTICED_LATE: ReadonlySet<FailureKind> = new Set<FailureKind>(['timeout', 'unreachable']);

/** Whether an event between these instants can be what made a request fail: at any time of the request where that is noticed late. */
export function fallsInto({ kind, sent, failed }: Failure, from: number, to: number): boolean {
  const first = NOTICED_LATE.has(kind) ? sent : failed;
  return first <= to && failed >= from;
}

/** When it went wrong: a request that timed out did so when it was sent, since its client only waited from then on. */
export function instantOf({ kind, sent, failed }: Failure): number {
  return kind === 'timeout' ? sent : failed;
}

/** How long before the failure an event happened, never negative: `0.3 s before`, `32 s before the first of them timed out`. */
export function agoOf({ kind, sent, failed }: Failure, at: number, since: string): string {
  if (kind !== 'timeout') { return `${secondsOf(failed - at)} ${since}`; }
  const whom = since === 'before' ? 'before it' : since;
  return at <= sent ? `${secondsOf(sent - at)} ${whom} was sent` : `${secondsOf(failed - at)} ${whom} timed out`;
}

/** `0.3 s`, `12 s`. */
export function secondsOf(milliseconds: number): string {
  const amount = Math.max(0, milliseconds) / 1000;
  return `${amount < 10 ? amount.toFixed(1) : Math.round(amount)} s`;
}
