/** In milliseconds: how long a pipe may be silent before reading or writing stops, since it might be silent forever. */
export const PATIENCE = {
  /** Until a process opens it for writing. The shell does so for `<(helm template …)` before the command begins. */
  writer: 2_000,
  /** Between two writes, in which a chart may be fetched. */
  writes: 60_000,
  /** Until a process reads it, or continues to read. */
  reader: 2_000,
} as const;

const STEP = 10;
const cell = new Int32Array(new SharedArrayBuffer(4));

/** Waits a moment without using the processor, and returns how many milliseconds that was. */
export function pause(): number {
  Atomics.wait(cell, 0, 0, STEP);
  return STEP;
}
