/** In milliseconds: how long a pipe may be silent before it is given up, since it might be silent for ever. */
export const PATIENCE = {
  /** Until something opens it to write to it. The shell has done so for `<(helm template …)` before the command begins. */
  writer: 2_000,
  /** Between two writes, in which a chart may be fetched. */
  writes: 60_000,
  /** Until something reads it, or reads on. */
  reader: 2_000,
} as const;

const STEP = 10;
const cell = new Int32Array(new SharedArrayBuffer(4));

/** Waits a moment without using the processor, and says how many milliseconds that was. */
export function pause(): number {
  Atomics.wait(cell, 0, 0, STEP);
  return STEP;
}
