import { Attempt, FailureKind, FAILURE_KINDS, Stream, STREAMS } from './attempt';

/** A request that is sent later than this counts as late. */
const LATE = 50;
/** The share of late requests above which a run is void. */
const MOST_LATE = 0.01;
/** `-ln(0.05)`, the "rule of three": of n requests without a failure, the rate is under 3/n at 95 %. */
const THREE = -Math.log(0.05);
/** Two-sided 95 % of the normal distribution. */
const Z = 1.96;

/** The counts of requests. Requests that the client could not send are not part of `sent`, and are not failures. */
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

/** The requests that the client sent late, or not at all. */
export interface Lateness {
  readonly late: number;
  readonly all: number;
  /** Of all requests, in milliseconds. */
  readonly p99: number;
  /** More than 1 % were late: the client was too busy to measure the service. */
  readonly isVoid: boolean;
}

/** The bounds of the true failure rate at 95 %, as fractions. */
export interface FailureRate {
  readonly from: number;
  readonly to: number;
}

/** Whether users would have seen this failure: one of the client itself does not count. */
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

/** Of good answers only: fast failures would make the others look fast. Requests of the stream `slow` are left out. */
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
 * The true failure rate for this many failures of this many requests: the rule of three without failures, else the interval of
 * Wilson. Both assume independent requests. Failures of one moment are not independent, so a rate of a few seconds says little
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

/** `fewer than 1 in 8,000`: for a rate without observed failures. Rounded so that it never claims more than is known. */
export function fewerThan(rate: number): string {
  const amount = Math.floor(1 / rate + 1e-9);
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(amount)) - 1);
  return `fewer than 1 in ${(Math.floor(amount / unit) * unit).toLocaleString('en-US')}`;
}

/** The smallest value that this percentage of the values does not exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.max(0, Math.ceil(sorted.length * percent / 100) - 1)];
}
