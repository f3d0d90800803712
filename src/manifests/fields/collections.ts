import { Path } from '../path';
import { addWrongType, Place, placeAt, valueAt } from './place';
import { stringAt } from './scalars';

/** The items of a list, each a place of its own; none if it is absent or no list. */
export function listAt(place: Place, path: Path): Place[] {
  const value = valueAt(place, path);
  if (value === undefined) { return []; }
  const { path: parent, misfits } = placeAt(place, path);
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => ({ value: item ?? undefined, path: [...parent, index], misfits }));
  }
  addWrongType({ value, path: parent, misfits }, 'a list');
  return [];
}

/** The words of a list, as a command has them; what is no text is left out. */
export function stringsAt(place: Place, path: Path): string[] {
  return listAt(place, path).map(item => stringAt(item, [])).filter(word => word !== undefined);
}

/** The keys of a mapping; none if it is absent or no mapping. */
export function keysAt(place: Place, path: Path): string[] {
  const { value } = mappingAt(place, path);
  return value === undefined ? [] : Object.keys(value as object);
}

/** Texts by key, as labels are; what is no text is left out. */
export function stringMapAt(place: Place, path: Path): Record<string, string> {
  const found = mappingAt(place, path);
  const texts = keysAt(found, []).map(key => [key, stringAt(found, [key])]).filter(([, text]) => text !== undefined);
  // `fromEntries` makes each key the record's own, even `__proto__`.
  return Object.fromEntries(texts);
}

/** The place of a mapping; its value is undefined if it is absent or no mapping. */
export function mappingAt(place: Place, path: Path): Place {
  const found = placeAt(place, path);
  if (found.value === undefined || (typeof found.value === 'object' && !Array.isArray(found.value))) { return found; }
  addWrongType(found, 'a mapping');
  return { ...found, value: undefined };
}
