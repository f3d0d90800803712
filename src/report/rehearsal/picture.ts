import { zeroOf } from './summary';
import { Attempt } from '../../rehearse/load/attempt';
import { Run } from '../../rehearse/rehearsal';

export const WIDTH = 860;
export const LEFT = 190;
export const RIGHT = 20;
export const PAD = 12;
export const LINE = 18;

/** A part of a picture, with its height. */
export interface Drawn {
  readonly content: string;
  readonly height: number;
}

/** The time that all parts of the picture of a run share. */
export interface TimeAxis {
  readonly from: number;
  readonly to: number;
  /** When the disturbance began: 0 on the axis. */
  readonly zero: number;
  x(at: number): number;
}

export function axisOf(run: Run): TimeAxis {
  const { phases, attempts } = run;
  const zero = zeroOf(run);
  const from = phases[0]?.from ?? zero;
  const last = phases[phases.length - 1]?.to ?? zero;
  const to = Math.max(from + 1000, attempts.reduce((latest, attempt) => Math.max(latest, attempt.due), last));
  return { from, to, zero, x: at => LEFT + (Math.min(to, Math.max(from, at)) - from) / (to - from) * (WIDTH - LEFT - RIGHT) };
}

const STEPS = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600];

/** The smallest step, in seconds, with which an axis has at most this many parts. */
export function stepOf({ from, to }: TimeAxis, most: number): number {
  return STEPS.find(step => (to - from) / 1000 / step <= most) ?? (to - from) / 1000;
}

/** Requests in equal parts of the time, counted from zero, so that no part is on both sides of it. */
export function binsOf(attempts: readonly Attempt[], axis: TimeAxis, step: number): ReadonlyMap<number, readonly Attempt[]> {
  const bins = new Map<number, Attempt[]>();
  for (const attempt of attempts) {
    const bin = Math.floor((attempt.due - axis.zero) / 1000 / step);
    const known = bins.get(bin);
    if (known) { known.push(attempt); } else { bins.set(bin, [attempt]); }
  }
  return bins;
}
