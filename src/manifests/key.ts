/** A collision-free map key for a tuple of strings. */
export function keyOf(...parts: (string | number | undefined)[]): string {
  return JSON.stringify(parts);
}
