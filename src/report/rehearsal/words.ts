import { FailureKind, Stream } from '../../rehearse/load/attempt';
import { Disturbance, PhaseName } from '../../rehearse/rehearsal';

/** What a client observed. */
export const KIND_NAMES: Record<FailureKind, string> = {
  'refused': 'connection refused',
  'reset': 'connection reset',
  'reset-on-reused-connection': 'reset on a reused connection',
  'closed-before-answer': 'closed before an answer',
  'closed-before-answer-on-reused-connection': 'closed before an answer on a reused connection',
  'truncated': 'answer cut off',
  'timeout': 'timeout',
  'server-error': 'server error (5xx)',
  'unexpected-status': 'unexpected status',
  'invalid-answer': 'answer that is not HTTP',
  'unreachable': 'unreachable',
  'not-sent': 'not sent by the client',
};

/** The same in a picture. */
export const SHORT_KIND_NAMES: Record<FailureKind, string> = {
  ...KIND_NAMES,
  'reset-on-reused-connection': 'reset, reused conn.',
  'closed-before-answer': 'closed unanswered',
  'closed-before-answer-on-reused-connection': 'closed, reused conn.',
  'server-error': 'server error',
  'invalid-answer': 'not HTTP',
};

export const STREAM_NAMES: Record<Stream, string> = {
  new: 'new connections',
  keep: 'kept-alive connections',
  slow: 'slow requests',
};

/** The beginning of a sentence, and a title. */
export function disturbanceName(disturbance: Disturbance): string {
  switch (disturbance.kind) {
    case 'update': return 'Update';
    case 'restart': return 'Restart';
    case 'evict': return 'Eviction of every pod';
    case 'drain': return `Drain of node ${disturbance.node}`;
    case 'scale': return `Scaling to ${disturbance.replicas} replicas`;
    case 'rollback': return 'Rollback';
  }
}

export function phaseName(phase: PhaseName, disturbance: Disturbance): string {
  const done = disturbance.kind === 'evict' ? 'evictions' : disturbance.kind;
  const names: Record<PhaseName, string> = { quiet: 'quiet load', disturbance: done === 'scale' ? 'scaling' : done, after: 'after it' };
  return names[phase];
}

/** `24,000`. */
export function grouped(amount: number): string {
  return String(Math.round(amount)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `4 ms`, `1,250 ms`. */
export function milliseconds(amount: number): string {
  return `${grouped(amount)} ms`;
}

/** Seconds since the disturbance began: `12.3 s`, `-4.0 s`. */
export function instant(at: number, zero: number): string {
  return `${((at - zero) / 1000).toFixed(1)} s`;
}
