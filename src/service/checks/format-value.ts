import { shorten } from '../../text';

const LONGEST = 100;

/** Any value as a person would write it, short and on one line. */
export function formatValue(value: unknown): string {
  try {
    return oneLine(write(value));
  } catch {
    return 'a value that cannot be shown';
  }
}

/** A text of any origin, short and on one line. */
export function oneLine(text: string, longest: number = LONGEST): string {
  return shorten(text, longest);
}

/** An entry of an object, as the path of a prop. */
export function propPath(prop: string, key: string): string {
  return `${prop}['${oneLine(key)}']`;
}

function write(value: unknown): string {
  if (typeof value === 'string') { return JSON.stringify(value.slice(0, 2 * LONGEST)); }
  if (typeof value === 'bigint') { return `${value}n`; }
  if (value === null || typeof value !== 'object') { return String(value); }
  if (isChoice(value)) { return choiceInWords(value); }
  if (isDuration(value)) { return `${value.toMilliseconds({ integral: false }) / 1000} s`; }
  if (value instanceof Map || value instanceof Set || value instanceof Date) { return `a ${value.constructor.name}`; }
  return JSON.stringify(value, (_, each: unknown) => isChoice(each) ? choiceInWords(each as object) : each) ?? String(value);
}

/**
 * Whether a value is one of our choices, such as `HealthCheck.http('/ready')`. They have only internal fields; judged by shape, since an
 * app may have more than one copy of this package.
 */
export function isChoice(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) { return false; }
  const [prototype, keys] = [Object.getPrototypeOf(value), Object.keys(value)];
  return prototype !== null && prototype !== Object.prototype && keys.length > 0 && keys.every(key => key.startsWith('_'));
}

// Its fields are internal, and mean nothing to users.
function choiceInWords(choice: object): string {
  return `a choice of ${choice.constructor.name}`;
}

interface DurationLike {
  toMilliseconds(options: { integral: boolean }): number;
}

/** Judged by shape, since an app may have more than one copy of cdk8s. */
export function isDuration(value: unknown): value is DurationLike {
  return typeof value === 'object' && value !== null && typeof (value as DurationLike).toMilliseconds === 'function';
}
