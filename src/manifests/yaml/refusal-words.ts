import { shorten } from '../../text';

interface Words {
  readonly found: RegExp;
  readonly what: string;
  readonly remedy: string;
}

const KNOWN: Words[] = [
  { found: /^a mapping is a key/, what: 'a mapping is the key of another one, which manifests cannot have', remedy: 'Write the key as text.' },
  { found: /^nesting exceeded/, what: 'it is nested deeper than 200 levels', remedy: 'Reduce the nesting.' },
  { found: /merge keys|merge sequence/, what: 'its merge keys (`<<`) copy too much', remedy: 'Write the values out.' },
  { found: /^null byte/, what: 'it contains a zero byte', remedy: 'Save it as UTF-8, if it is UTF-16 as PowerShell writes it with `>`.' },
  { found: /non-printable/, what: 'it contains control characters', remedy: 'Remove them, or write them as escapes in double quotes.' },
  { found: /^unidentified alias/, what: 'it refers to an anchor that is not defined before it in this document', remedy: 'Define the anchor, or write the value out.' },
];

/** Rewords an error of js-yaml so that users can act on it. */
export function inPlainWords(reason: string, line: string, shownAs: string): string {
  const { what, remedy } = line.includes('{{') ? TEMPLATE : KNOWN.find(({ found }) => found.test(reason)) ?? guess(reason, line);
  return `cannot be read: ${what}${shown(shownAs)}. ${remedy}`;
}

/** Reports a repeated key. */
export function repeatedKey(line: string): string {
  return `A key is repeated in a mapping, and only the last one counts${shown(line)}. Keep one.`;
}

const TEMPLATE: Omit<Words, 'found'> = {
  what: 'it looks like a template, not like what comes of it', remedy: 'Render it first, for example with `helm template`, or exclude its file.',
};

function guess(reason: string, line: string): Omit<Words, 'found'> {
  if (/^ *\t/.test(line)) { return { what: 'it is indented with a tab, but YAML allows only spaces', remedy: 'Replace tabs with spaces.' }; }
  return { what: `it is not valid YAML: ${shorten(reason, 120)}`, remedy: 'Correct this line or one shortly before it.' };
}

function shown(line: string): string {
  return line.trim() === '' ? '' : ` (\`${shorten(line.trim())}\`)`;
}
