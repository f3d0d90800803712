import { listWords, meantWord, show } from '../text';
import { Settings } from './settings';
import { Check, FIELDS, VALUES } from './values';
import { addFieldError, FieldCursor, placeAt } from '../manifests';

type ValueName = keyof typeof VALUES;

/** More than are ever reported. */
const MOST_UNKNOWN = 200;

/** The mapping at a place, without unknown keys; these, and other values, are field errors. */
export function mappingOf(place: FieldCursor, allowed: readonly string[]): Readonly<Record<string, FieldCursor>> {
  const { value } = place;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    if (value !== undefined) { addFieldError(place, `is ${show(value)}. Allowed: a mapping with ${listWords(allowed, 'or')}.`); }
    return {};
  }
  const keys = Object.keys(value);
  for (const key of keys.filter(each => !allowed.includes(each)).slice(0, MOST_UNKNOWN)) {
    const meant = meantWord(key, allowed);
    addFieldError(placeAt(place, [key]), `is not a setting${meant === undefined ? '.' : `: did you mean ${meant}?`} Allowed: ${listWords(allowed, 'or')}.`);
  }
  return Object.fromEntries(keys.filter(key => allowed.includes(key)).map(key => [key, placeAt(place, [key])]));
}

/** A value that passed its check; undefined if it is absent, or a field error. */
export function valueOf<T>(place: FieldCursor | undefined, check: Check<T>): T | undefined {
  if (place?.value === undefined) { return undefined; }
  const checked = check(place.value);
  if ('value' in checked) { return checked.value; }
  addFieldError(place, checked.wrong);
  return undefined;
}

/** The settings that have one value each, as far as they are present. */
export function valuesOf(places: Readonly<Record<string, FieldCursor>>, names: readonly ValueName[]): Partial<Settings> {
  const read = names.map(name => [FIELDS[name], valueOf<unknown>(places[name], VALUES[name])]);
  return Object.fromEntries(read.filter(([, value]) => value !== undefined));
}
