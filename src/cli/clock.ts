/** Milliseconds since 1970, by one clock that is never set back, so that a correction of the time is no delay. */
export function clock(): number {
  return performance.timeOrigin + performance.now();
}
