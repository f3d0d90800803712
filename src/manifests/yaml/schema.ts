import { CORE_SCHEMA, FAILSAFE_SCHEMA, Schema, Type } from 'js-yaml';

const BOOLEANS = new Map<string, boolean>([
  ...spellings('true', 'yes', 'on', 'y').map((word): [string, boolean] => [word, true]),
  ...spellings('false', 'no', 'off', 'n').map((word): [string, boolean] => [word, false]),
]);

function spellings(...words: string[]): string[] {
  return words.flatMap(word => [word, word.toUpperCase(), word[0].toUpperCase() + word.slice(1)]);
}

const INTEGER = /^[-+]?(?:0[bB][01]+|0[xX][\da-fA-F]+|0[oO]?[0-7]+|[1-9]\d*|0)$/;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const LONGEST_NUMBER = 400;
const PLUS = 43;
const NINE = 57;

/** A number as Go reads it: underscores part digits, and a leading zero makes it octal. */
function numberOf(text: string): number | undefined {
  const first = text.charCodeAt(0);
  // Nearly all words begin with a letter, which comes after '9'; before '+' are '*' and others.
  if (!(first >= PLUS && first <= NINE) || text.length > LONGEST_NUMBER) { return undefined; }
  const digits = text.replace(/_/g, '');
  if (INTEGER.test(digits)) {
    const unsigned = digits.replace(/^[-+]/, '').replace(/^0(?=\d)/, '0o');
    return digits.startsWith('-') ? 0 - Number(unsigned) : Number(unsigned);
  }
  return FLOAT.test(digits) ? Number(digits) : undefined;
}

/** A tag for plain words; js-yaml tries the next one if `read` returns undefined. */
function wordType(tag: string, read: (text: string) => unknown): Type {
  return new Type(`tag:yaml.org,2002:${tag}`, {
    kind: 'scalar',
    resolve: text => text !== null && read(text) !== undefined,
    construct: read,
  });
}

const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);

const EMPTY = new Type('tag:yaml.org,2002:null', {
  kind: 'scalar',
  resolve: text => text === null || NULLS.has(text),
  construct: () => null,
});

const MERGE = new Type('tag:yaml.org,2002:merge', { kind: 'scalar', resolve: text => text === '<<' || text === null });

const ANY_OTHER = (['scalar', 'sequence', 'mapping'] as const).map(kind => new Type('', { kind, multi: true }));

/**
 * How `kubectl` reads plain words, which is YAML 1.1 with Go's numbers: `yes` and `n` are booleans, `010` is 8,
 * `2024-01-01` is text, and unknown tags are ignored. Other schemas would read a different manifest from that of the cluster.
 */
export const KUBECTL_SCHEMA: Schema = FAILSAFE_SCHEMA.extend({
  implicit: [EMPTY, wordType('bool', text => BOOLEANS.get(text)), wordType('float', numberOf), MERGE],
  explicit: [wordType('int', numberOf), ...ANY_OTHER],
});

/** YAML 1.2, as other documents than manifests are written: `no` in a list of countries is text. */
export const PLAIN_SCHEMA: Schema = CORE_SCHEMA.extend({ implicit: [MERGE] });
