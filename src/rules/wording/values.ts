import { shorten } from '../../text';

const LONGEST = 300;
const PLAIN = /^[A-Za-z][\w.:/-]*$/;
/** What YAML takes for something else than text. */
const KEYWORD = /^(?:true|false|yes|no|on|off|y|n|null)$/i;

/** A value as it may be written in YAML, on one line. */
export function valueInWords(value: unknown, longest: number = LONGEST): string {
  if (value === undefined) { return 'nothing'; }
  return shorten(typeof value === 'string' && PLAIN.test(value) && !KEYWORD.test(value) ? value : onOneLine(value), longest);
}

// With spaces, so that a long one can be wrapped.
function onOneLine(value: unknown): string {
  if (Array.isArray(value)) { return `[${value.map(onOneLine).join(', ')}]`; }
  if (typeof value !== 'object' || value === null) { return JSON.stringify(value); }
  const fields = Object.entries(value).map(([key, field]) => `${JSON.stringify(key)}: ${onOneLine(field)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}
