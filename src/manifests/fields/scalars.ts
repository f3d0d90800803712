import { CountOrPercent } from '../../lifecycle';
import { Path } from '../path';
import { addWrongType, FieldCursor, placeAt, valueAt } from './cursor';

/** The largest that the API's `int32` can hold. */
const LARGEST = 2_147_483_647;

/** Text; undefined if it is absent, or has another type, which is then a field error. */
export function stringAt(place: FieldCursor, path: Path): string | undefined {
  return typed(place, path, 'text', (value): value is string => typeof value === 'string');
}

/** A whole number from 0, as all of the API's counts, seconds and ports are. */
export function numberAt(place: FieldCursor, path: Path): number | undefined {
  return typed(place, path, 'a whole number from 0', isCount);
}

export function booleanAt(place: FieldCursor, path: Path): boolean | undefined {
  return typed(place, path, 'true or false', (value): value is boolean => typeof value === 'boolean');
}

/** A number of pods, or a percentage of them. */
export function countOrPercentAt(place: FieldCursor, path: Path): CountOrPercent | undefined {
  return typed(place, path, 'a whole number from 0 or a percentage such as 25%', (value): value is CountOrPercent =>
    isCount(value) || (typeof value === 'string' && /^\d{1,9}%$/.test(value)));
}

/** A port by its number or its name. */
export function portAt(place: FieldCursor, path: Path): number | string | undefined {
  return typed(place, path, 'a whole number from 0 or the name of a port', (value): value is number | string =>
    isCount(value) || typeof value === 'string');
}

function typed<T>(place: FieldCursor, path: Path, wanted: string, fits: (value: unknown) => value is T): T | undefined {
  const value = valueAt(place, path);
  if (value === undefined || fits(value)) { return value; }
  addWrongType(placeAt(place, path), wanted);
  return undefined;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= LARGEST;
}
