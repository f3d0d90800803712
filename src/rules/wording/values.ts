import { shorten } from '../../text';

const LONGEST = 300;
const PLAIN = /^[A-Za-z][\w.:/-]*$/;
/** Text that YAML would read as another type. */
const KEYWORD = /^(?:true|false|yes|no|on|off|y|n|null)$/i;

/** A value in YAML, on one line. */
export function valueInWords(value: unknown, longest: number = LONGEST): string {
  if (value === undefined) { return 'nothing'; }
  return shorten(typeof value === 'string' && PLAIN.test(value) && !KEYWORD.test(value) ? value : onOneLine(value, longest), longest);
}

// With spaces, so that a long value can be wrapped. A part that is cut off is never written: it may be a megabyte.
function onOneLine(value: unknown, longest: number): string {
  if (typeof value !== 'object' || value === null) { return JSON.stringify(value); }
  if (Array.isArray(value)) { return `[${untilLong(value, longest, item => onOneLine(item, longest))}]`; }
  const fields = Object.entries(value);
  const shown = untilLong(fields, longest, ([key, field]) => `${JSON.stringify(key)}: ${onOneLine(field, longest)}`);
  return fields.length === 0 ? '{}' : `{ ${shown} }`;
}

function untilLong<T>(items: readonly T[], longest: number, inWords: (item: T) => string): string {
  const shown: string[] = [];
  let length = 0;
  for (const item of items) {
    if (length > longest) { break; }
    shown.push(inWords(item));
    length += shown.at(-1)!.length;
  }
  return shown.join(', ');
}
