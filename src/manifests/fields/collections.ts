import { Path } from '../path';
import { addFieldError, addWrongType, FieldCursor, itemAt, placeAt, valueAt } from './cursor';
import { stringAt } from './scalars';

/** Longer than any list of a manifest; hostile lists would take many times as long as reading them. */
const MOST_ITEMS = 10_000;

/** The items of a list, each with its place; empty if it is absent or not a list. */
export function listAt(place: FieldCursor, path: Path): FieldCursor[] {
  const value = valueAt(place, path);
  if (value === undefined) { return []; }
  if (!Array.isArray(value)) {
    addWrongType(placeAt(place, path), 'a list');
    return [];
  }
  if (value.length > MOST_ITEMS) {
    addFieldError(placeAt(place, path), `has ${value.length} items, of which only the first ${MOST_ITEMS} are read. Make it shorter.`);
  }
  const items: unknown[] = value.length > MOST_ITEMS ? value.slice(0, MOST_ITEMS) : value;
  return items.map((item, index) => itemAt(place, path, item, index));
}

/** The strings of a list, such as a command; other items are left out. */
export function stringsAt(place: FieldCursor, path: Path): string[] {
  return listAt(place, path).map(item => stringAt(item, [])).filter(word => word !== undefined);
}

/** The keys of a mapping; empty if it is absent or not a mapping. */
export function keysAt(place: FieldCursor, path: Path): string[] {
  const { value } = mappingAt(place, path);
  return value === undefined ? [] : Object.keys(value as object);
}

/** Texts by key, such as labels; other values are left out. */
export function stringMapAt(place: FieldCursor, path: Path): Record<string, string> {
  const found = mappingAt(place, path);
  const texts = keysAt(found, []).map(key => [key, stringAt(found, [key])]).filter(([, text]) => text !== undefined);
  // `fromEntries` makes each key the record's own, even `__proto__`.
  return Object.fromEntries(texts);
}

/** The place of a mapping; its value is undefined if it is absent or not a mapping. */
export function mappingAt(place: FieldCursor, path: Path): FieldCursor {
  const found = placeAt(place, path);
  if (found.value === undefined || (typeof found.value === 'object' && !Array.isArray(found.value))) { return found; }
  addWrongType(found, 'a mapping');
  return { value: undefined, path: found.path, fieldErrors: found.fieldErrors };
}
