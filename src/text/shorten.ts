const LONGEST = 60;

/**
 * A text on one line that is short enough for a message, and does nothing to a terminal: input may hold a megabyte or
 * an escape sequence where a word belongs.
 */
export function shorten(text: string, longest: number = LONGEST): string {
  const start = text.slice(0, longest);
  const line = CHANGES.test(start) ? start.replace(/\s+/g, ' ').replace(/\p{C}/gu, '\uFFFD') : start;
  return text.length > longest ? `${line}…` : line;
}

/** Most texts have neither several spaces in a row nor other characters than those of ASCII. */
const CHANGES = /  |[^ -~]/;

/** A value as it may stand in a message. */
export function show(value: unknown): string {
  if (value === null || value === undefined) { return 'empty'; }
  if (Array.isArray(value)) { return 'a list'; }
  if (typeof value === 'object') { return 'a mapping'; }
  return typeof value === 'string' ? `"${shorten(value)}"` : String(value);
}
