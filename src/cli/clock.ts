/** Milliseconds since 1970, by a monotonic clock, so that a correction of the system time is not counted as a delay. */
export function clock(): number {
  return performance.timeOrigin + performance.now();
}
