import { Attempt, FailureKind, FAILURE_KINDS, Stream, STREAMS } from './attempt';

/** A request that is sent later than this would have been sent by no user at that time. */
const LATE = 50;
/** The part of requests that may be late before nothing can be said any more. */
const MOST_LATE = 0.01;
/** `-ln(0.05)`, the "rule of three": of n requests without a failure, the rate is under 3/n at 95 %. */
const THREE = -Math.log(0.05);
/** Two-sided 95 % of the normal distribution. */
const Z = 1.96;

/** What requests came to. Requests that the client could not send are no part of `sent`, and no failures. */
export interface Counts {
  readonly sent: number;
  readonly failed: number;
  /** Kinds that did not happen are left out. */
  readonly byKind: ReadonlyMap<FailureKind, number>;
  readonly byStream: ReadonlyMap<Stream, { readonly sent: number; readonly failed: number }>;
}

/** How long answers took, in milliseconds. */
export interface Latency {
  readonly p50: number;
  readonly p99: number;
}

/** How many were sent late by the client, or not at all. */
export interface Lateness {
  readonly late: number;
  readonly all: number;
  /** Of all requests, in milliseconds. */
  readonly p99: number;
  /** More than 1 % were late: the client was too busy to say anything about the service. */
  readonly isVoid: boolean;
}

/** Parts of one between which the true rate of failures lies at 95 %. */
export interface FailureRate {
  readonly from: number;
  readonly to: number;
}

/** Whether a user would have had this failure: one of the client's own is none. */
export function isFailed({ failure }: Attempt): boolean {
  return failure !== undefined && failure !== 'not-sent';
}

/** How many requests were sent, and how many failed. */
export function countsOf(attempts: readonly Attempt[]): Counts {
  const sent = attempts.filter(({ failure }) => failure !== 'not-sent');
  const failed = sent.filter(isFailed);
  const kinds = FAILURE_KINDS.map(kind => [kind, failed.filter(({ failure }) => failure === kind).length] as const);
  const streams = STREAMS.map(stream => {
    const own = sent.filter(attempt => attempt.stream === stream);
    return [stream, { sent: own.length, failed: own.filter(isFailed).length }] as const;
  });
  return {
    sent: sent.length,
    failed: failed.length,
    byKind: new Map(kinds.filter(([, count]) => count > 0)),
    byStream: new Map(streams.filter(([, { sent: count }]) => count > 0)),
  };
}

/** Of good answers only: those that failed at once would make the others look quick. Slow requests are left out, since they are. */
export function latencyOf(attempts: readonly Attempt[]): Latency | undefined {
  const took = attempts.filter(({ stream, failure }) => stream !== 'slow' && failure === undefined).map(attempt => attempt.took);
  return took.length === 0 ? undefined : { p50: percentile(took, 50), p99: percentile(took, 99) };
}

/** How punctual the client was. */
export function latenessOf(attempts: readonly Attempt[]): Lateness {
  const late = attempts.filter(attempt => attempt.late > LATE || attempt.failure === 'not-sent').length;
  return {
    late,
    all: attempts.length,
    p99: attempts.length === 0 ? 0 : percentile(attempts.map(attempt => attempt.late), 99),
    isVoid: late > attempts.length * MOST_LATE,
  };
}

/**
 * What so many failures of so many requests say of the true rate: the rule of three where there are none, else the interval of
 * Wilson. Both take each request for a draw of its own. Failures of one moment are not, so a rate of a few seconds says little
 * about the next update: that is what repetitions are for.
 */
export function failureRate(failed: number, sent: number): FailureRate {
  if (sent === 0) { return { from: 0, to: 1 }; }
  if (failed === 0) { return { from: 0, to: Math.min(1, THREE / sent) }; }
  const part = failed / sent;
  const middle = part + Z * Z / (2 * sent);
  const half = Z * Math.sqrt(part * (1 - part) / sent + Z * Z / (4 * sent * sent));
  const scale = 1 + Z * Z / sent;
  return { from: Math.max(0, (middle - half) / scale), to: Math.min(1, (middle + half) / scale) };
}

/** `fewer than 1 in 8,000`: of a rate that no failure was seen of. Rounded so that it never says more than is known. */
export function fewerThan(rate: number): string {
  const amount = Math.floor(1 / rate + 1e-9);
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(amount)) - 1);
  return `fewer than 1 in ${(Math.floor(amount / unit) * unit).toLocaleString('en-US')}`;
}

/** The smallest value that so many per cent of the values do not exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(sorted.length * percent / 100) - 1)];
}
