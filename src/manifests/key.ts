/** One word for what several parts name together, to look it up in a map: of other parts it is another word. */
export function keyOf(...parts: (string | number | undefined)[]): string {
  return JSON.stringify(parts);
}
