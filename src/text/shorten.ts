const LONGEST = 60;

/**
 * A text on one line that is short enough for a message, and does nothing to a terminal: input may hold a megabyte or
 * an escape sequence where a word belongs.
 */
export function shorten(text: string, longest: number = LONGEST): string {
  const start = text.slice(0, longest).replace(/\s+/g, ' ').replace(/\p{C}/gu, '\uFFFD');
  return text.length > longest ? `${start}…` : start;
}

/** A value as it may stand in a message. */
export function show(value: unknown): string {
  if (value === null || value === undefined) { return 'empty'; }
  if (Array.isArray(value)) { return 'a list'; }
  if (typeof value === 'object') { return 'a mapping'; }
  return typeof value === 'string' ? `"${shorten(value)}"` : String(value);
}
