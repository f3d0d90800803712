/**
 * When the request with this index is due, in milliseconds after the start. The rate grows from 0 to its full value during the
 * ramp, evenly, and stays there: after `t` seconds of a ramp of `R` seconds, `rate * t * t / (2 * R)` requests were due. An answer
 * does not delay the next request: a slow service still gets every request on time, as it does from its users.
 */
export function dueAfter(index: number, rate: number, ramp: number): number {
  const inRamp = rate * ramp / 2;
  const seconds = index < inRamp ? Math.sqrt(2 * ramp * index / rate) : index / rate + ramp / 2;
  return seconds * 1000;
}

/** How many requests are due in so many seconds from the start. */
export function dueWithin(seconds: number, rate: number, ramp: number): number {
  const area = seconds < ramp ? rate * seconds * seconds / (2 * ramp) : rate * (seconds - ramp / 2);
  return Math.ceil(area);
}
