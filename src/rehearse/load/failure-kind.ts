import { FailureKind } from './attempt';

/** The error of Node.js for a connection that failed. */
export interface ConnectionError {
  readonly code?: string;
  /** Only errors of the kernel have one: a reset has `read`, `write` or `connect`, an end of file has none. */
  readonly syscall?: string;
  /** Of each address, where a name has several. */
  readonly errors?: readonly ConnectionError[];
}

/** The progress of the request. */
export interface Progress {
  /** Whether an earlier request had used the connection. */
  readonly reused: boolean;
  /** Whether the header of the answer was there. */
  readonly answering: boolean;
}

/** The client has no port, no file or no memory left. */
const CLIENTS_LACK = ['EADDRNOTAVAIL', 'EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM'];
const CUT = ['ECONNRESET', 'ECONNABORTED', 'EPIPE'];
/** The most telling errors of several addresses, first. */
const TELLING: readonly FailureKind[] = ['refused', 'reset', 'closed-before-answer', 'timeout'];

/**
 * Why a request failed. Node.js calls both a reset and an end of file `ECONNRESET`: only a reset comes from a call of the kernel.
 * An answer whose header is cut off counts as no answer: its client knows no status.
 */
export function failureKind(error: ConnectionError, progress: Progress): FailureKind {
  const { code = '', syscall, errors } = error;
  if (errors !== undefined && errors.length > 0) {
    const kinds = errors.map(one => failureKind(one, progress));
    return TELLING.find(kind => kinds.includes(kind)) ?? kinds[0];
  }
  if (code.startsWith('HPE_')) { return 'invalid-answer'; }
  if (code === 'ETIMEDOUT') { return 'timeout'; }
  if (progress.answering) { return 'truncated'; }
  if (code === 'ECONNREFUSED') { return 'refused'; }
  if (CLIENTS_LACK.includes(code)) { return 'not-sent'; }
  if (!CUT.includes(code)) { return 'unreachable'; }
  const kind = syscall === undefined ? 'closed-before-answer' : 'reset';
  return progress.reused ? `${kind}-on-reused-connection` : kind;
}
