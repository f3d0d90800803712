import { PercentOrAbsolute } from 'cdk8s-plus-27';
import { Refusals } from './refusals';
import { isDuration } from './show';
import { CountOrPercent } from '../../lifecycle';

/** The largest number that these fields of Kubernetes can hold. */
const INT32_MAX = 2147483647;

export interface Bounds {
  readonly min: number;
  readonly max?: number;
  /** What users would feel if the value were taken as it is. A sentence. */
  readonly because: string;
}

/** A whole number within bounds; `fallback` if it is absent or refused. */
export function wholeNumber(refusals: Refusals, prop: string, value: number | undefined, fallback: number, bounds: Bounds): number {
  if (value === undefined) { return fallback; }
  const max = bounds.max ?? INT32_MAX;
  if (Number.isInteger(value) && value >= bounds.min && value <= max) { return value; }
  refusals.add({
    prop,
    given: value,
    allowed: `a whole number ${range(bounds)}`,
    because: bounds.because,
    remedy: typeof value === 'string' && value === String(Number(value)) ? `write ${value} without quotes` : `give such a number, or leave '${prop}' out`,
  });
  return fallback;
}

/** Whole seconds within bounds; `fallback` if it is absent or refused. */
export function wholeSeconds(refusals: Refusals, prop: string, value: unknown, fallback: number, bounds: Bounds): number {
  if (value === undefined) { return fallback; }
  const seconds = isDuration(value) ? value.toMilliseconds({ integral: false }) / 1000 : NaN;
  if (Number.isInteger(seconds) && seconds >= bounds.min && seconds <= (bounds.max ?? INT32_MAX)) { return seconds; }
  refusals.add({
    prop,
    given: value,
    allowed: `a Duration of whole seconds ${range(bounds)}`,
    because: bounds.because,
    remedy: typeof value === 'number' ? `write Duration.seconds(${value})` : nearestDuration(seconds, bounds),
  });
  return fallback;
}

/** A count, or a percentage from 0 to 100; `fallback` if it is absent or refused. */
export function countOrPercent(
  refusals: Refusals, prop: string, given: PercentOrAbsolute | undefined, fallback: CountOrPercent, because: string,
): CountOrPercent {
  if (given === undefined) { return fallback; }
  const value: unknown = typeof given === 'object' && given !== null ? given.value : undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= INT32_MAX) { return value; }
  if (typeof value === 'string' && /^(100|[1-9]?\d)%$/.test(value)) { return value; }
  refusals.add({
    prop,
    given,
    allowed: 'PercentOrAbsolute.absolute(…) with a whole number from 0, or PercentOrAbsolute.percent(…) with a whole number from 0 to 100',
    because,
    remedy: value === undefined ? 'use PercentOrAbsolute of cdk8s-plus-27' : 'give such a number',
  });
  return fallback;
}

function nearestDuration(seconds: number, { min, max }: Bounds): string {
  if (seconds < min) { return `give at least Duration.seconds(${min}), or leave it out`; }
  if (max !== undefined && seconds > max) { return `give at most Duration.seconds(${max}), or leave it out`; }
  return 'give it in whole seconds, such as Duration.seconds(30)';
}

function range({ min, max }: Bounds): string {
  return max === undefined ? `from ${min}` : `from ${min} to ${max}`;
}
