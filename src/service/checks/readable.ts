import { isChoice } from './format-value';
import { describe } from './prop-errors';

/** Deeper than any prop. A value that contains itself exceeds it. */
const DEEPEST = 32;

/** Values beyond this number are checked only by the checks of each prop. */
const MOST_VALUES = 10_000;

/**
 * Refuses values that cannot be read, before other code reads them: getters and proxies that throw, and data that contains itself.
 * Other checks cannot run on such props, so all of these are reported together.
 */
export function checkReadable(path: string, props: object, at: string = ''): void {
  const wrong = flawsOf(props).map(({ prop, because }) => describe(path, {
    prop: prop === '' ? at || 'props' : `${at}${at === '' ? '' : '.'}${prop}`,
    given: undefined,
    shown: because,
    allowed: 'plain data',
    because: 'The chart cannot be synthesized.',
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
    if (depth > DEEPEST) { return `an object that contains itself, or is nested more than ${DEEPEST} levels deep`; }
    const entries = value as Record<string, unknown>;
    return entriesOf(value).map(key => flawOf(entries[key], depth + 1)).find(flaw => flaw !== undefined);
  };
  const guarded = (prop: string, look: () => string | undefined): Flaw[] => {
    try {
      const because = look();
      return because === undefined ? [] : [{ prop, because }];
    } catch {
      return [{ prop, because: 'an object that throws when it is read' }];
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

/** The keys of plain data and of choices. Constructs are left out, since they refer to their whole tree, and so are other classes. */
function entriesOf(value: object): string[] {
  const prototype = Object.getPrototypeOf(value);
  const isData = Array.isArray(value) || prototype === null || prototype === Object.prototype || isChoice(value);
  // Other checks read these two as well: a proxy that throws does so here.
  void (value as { _toKube?: unknown })._toKube;
  void Object.prototype.toString.call(value);
  return isData ? Object.keys(value) : [];
}
