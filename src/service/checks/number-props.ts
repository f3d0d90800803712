import { PercentOrAbsolute } from 'cdk8s-plus-27';
import { isDuration } from './format-value';
import { PropErrors } from './prop-errors';
import { CountOrPercent } from '../../lifecycle';

/** The largest number that these fields of Kubernetes can hold. */
export const INT32_MAX = 2147483647;

/** A week: no start, request or stop takes longer, and no sum of a few of them exceeds what Kubernetes can hold. */
export const LONGEST_DURATION = 604800;

export interface Bounds {
  readonly min: number;
  readonly max?: number;
  /** What users would notice if the value were accepted. A sentence. */
  readonly because: string;
  /** The value has no default: it is refused if it is absent, too. */
  readonly required?: boolean;
  /** Values that work at a cost for users: from `from` up to `min`, they are accepted once this rule is acknowledged. */
  readonly onPurpose?: { readonly rule: string; readonly from: number };
}

/** A whole number within bounds; `fallback` if it is absent or refused. */
export function wholeNumber(errors: PropErrors, prop: string, value: unknown, fallback: number, bounds: Bounds): number {
  if (value === undefined && !bounds.required) { return fallback; }
  const { min, max = INT32_MAX } = bounds;
  const fits = (n: number) => Number.isInteger(n) && n >= min && n <= max;
  if (typeof value === 'number' && fits(value)) { return value; }
  const isPossible = Number.isInteger(value) && isOnPurpose(value as number, bounds);
  const shownMax = bounds.max ?? (typeof value === 'number' && value > max ? max : undefined);
  errors.add({
    prop,
    given: value,
    allowed: `a whole number from ${min}${shownMax === undefined ? '' : ` to ${shownMax}`}`,
    because: bounds.because,
    remedy: typeof value === 'string' && value.trim() !== '' && fits(Number(value))
      ? `write ${Number(value)} without quotes`
      : `${nearestNumber(value, min, max)}${orLeaveOut(bounds)}`,
    rule: isPossible ? bounds.onPurpose!.rule : undefined,
  });
  return isPossible ? value as number : fallback;
}

/** What to write instead of a number that is not whole or beyond its bounds, or of something else. */
function nearestNumber(value: unknown, min: number, max: number): string {
  if (typeof value !== 'number' || !Number.isFinite(value)) { return `write a number, such as ${Math.min(Math.max(min, 1), max)}`; }
  if (value > max) { return `write at most ${max}`; }
  return value < min ? `write at least ${min}` : `write ${Math.floor(value)} or ${Math.ceil(value)}`;
}

/** Whole seconds within bounds; `fallback` if it is absent or refused. */
export function wholeSeconds(errors: PropErrors, prop: string, value: unknown, fallback: number, bounds: Bounds): number {
  if (value === undefined && !bounds.required) { return fallback; }
  const { min } = bounds;
  const max = bounds.max ?? Math.max(LONGEST_DURATION, min);
  const fits = (n: number) => Number.isInteger(n) && n >= min && n <= max;
  const seconds = isDuration(value) ? value.toMilliseconds({ integral: false }) / 1000 : NaN;
  if (fits(seconds)) { return seconds; }
  const meant = typeof value === 'number' ? value : seconds;
  const isPossible = Number.isInteger(seconds) && isOnPurpose(seconds, bounds);
  errors.add({
    prop,
    given: value,
    allowed: `a Duration of whole seconds from ${min}${bounds.max === undefined && !(meant > max) ? '' : ` to ${max}`}`,
    because: meant > LONGEST_DURATION ? 'A week is the longest duration that makes sense; Kubernetes cannot hold the sums of longer ones.' : bounds.because,
    remedy: typeof value === 'number' && fits(value) ? `write Duration.seconds(${value})` : nearestDuration(meant, bounds, max),
    rule: isPossible ? bounds.onPurpose!.rule : undefined,
  });
  return isPossible ? seconds : fallback;
}

function isOnPurpose(value: number, { min, onPurpose }: Bounds): boolean {
  return onPurpose !== undefined && value >= onPurpose.from && value < min;
}

function nearestDuration(seconds: number, bounds: Bounds, max: number): string {
  if (seconds > max) { return `give at most Duration.seconds(${max})${orLeaveOut(bounds)}`; }
  if (seconds > bounds.min) { return `give whole seconds, such as Duration.seconds(${Math.ceil(seconds)})`; }
  return `give at least Duration.seconds(${bounds.min})${orLeaveOut(bounds)}`;
}

function orLeaveOut({ required }: Bounds): string {
  return required ? '' : ', or leave it out';
}

/** A count, or a percentage up to `highest`; `fallback` if it is absent or refused. */
export function countOrPercent(
  errors: PropErrors,
  prop: string,
  given: PercentOrAbsolute | undefined,
  fallback: CountOrPercent,
  because: string,
  highest: number = 100,
): CountOrPercent {
  if (given === undefined) { return fallback; }
  const value: unknown = typeof given === 'object' && given !== null && 'value' in given ? given.value : undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= INT32_MAX) { return value; }
  if (typeof value === 'string' && /^(0|[1-9]\d{0,9})%$/.test(value) && Number.parseInt(value, 10) <= highest) { return value; }
  errors.add({
    prop,
    given: value ?? given,
    allowed: 'PercentOrAbsolute.absolute(…) with a whole number from 0, or PercentOrAbsolute.percent(…) with a whole number from 0'
      + (highest === 100 ? ' to 100' : ''),
    because,
    remedy: value === undefined ? 'use PercentOrAbsolute of cdk8s-plus-27' : 'write PercentOrAbsolute.absolute(1) or PercentOrAbsolute.percent(25), for example',
  });
  return fallback;
}
