import { describe } from './prop-errors';

/** Deeper than any prop is, and soon overrun by what refers to itself. */
const DEEPEST = 32;

/** Beyond it only the checks of each prop look. */
const MOST_VALUES = 10_000;

/**
 * Refuses what cannot be read at all, before anything else reads it: getters and proxies that throw, and data that contains itself.
 * Nothing more could be said about a prop after that, so all of these are thrown together.
 */
export function checkReadable(path: string, props: object, at: string = ''): void {
  const wrong = flawsOf(props).map(({ prop, because }) => describe(path, {
    prop: prop === '' ? at || 'props' : `${at}${at === '' ? '' : '.'}${prop}`,
    given: undefined,
    shown: because,
    allowed: 'data that can be read',
    because: 'Nothing can be synthesized from it.',
    remedy: 'pass plain values, or copy them first: { …value }',
  }));
  if (wrong.length > 0) { throw new Error(wrong.join('\n')); }
}

interface Flaw {
  readonly prop: string;
  readonly because: string;
}

function flawsOf(props: object): Flaw[] {
  let left = MOST_VALUES;
  const flawOf = (value: unknown, depth: number): string | undefined => {
    if (typeof value !== 'object' || value === null || --left < 0) { return undefined; }
    if (depth > DEEPEST) { return `contained in itself, or nested more than ${DEEPEST} deep`; }
    const entries = value as Record<string, unknown>;
    return entriesOf(value).map(key => flawOf(entries[key], depth + 1)).find(flaw => flaw !== undefined);
  };
  const guarded = (prop: string, look: () => string | undefined): Flaw[] => {
    try {
      const because = look();
      return because === undefined ? [] : [{ prop, because }];
    } catch {
      return [{ prop, because: 'unreadable: reading it throws' }];
    }
  };
  const unreadable = guarded('', () => {
    Object.values(props);
    return undefined;
  });
  const named = unreadable.length > 0 ? guardedKeys(props) : Object.keys(props);
  const flaws = named.flatMap(prop => guarded(prop, () => flawOf((props as Record<string, unknown>)[prop], 1)));
  return flaws.length > 0 ? flaws : unreadable;
}

function guardedKeys(props: object): string[] {
  try {
    return Object.keys(props);
  } catch {
    return [];
  }
}

/** The keys below which there may be data: constructs refer to their whole tree, and classes of others are asked by their methods. */
function entriesOf(value: object): string[] {
  const prototype = Object.getPrototypeOf(value);
  const isData = Array.isArray(value) || prototype === null || prototype === Object.prototype || isChoice(value);
  // Asked by everything that judges a prop, and enough for a proxy to throw.
  void (value as { _toKube?: unknown })._toKube;
  void Object.prototype.toString.call(value);
  return isData ? Object.keys(value) : [];
}

const CHOICE_FIELDS: ReadonlySet<string> = new Set([
  '_abilities', '_action', '_announced', '_by', '_choice', '_conditionTypes', '_file', '_limit', '_options', '_times',
]);

/** A choice of ours, such as `HealthCheck`, holds the options that it was made from. */
function isChoice(value: object): boolean {
  return Object.keys(value).some(key => CHOICE_FIELDS.has(key));
}
