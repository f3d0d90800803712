import { FieldCursor, listAt, mappingAt, Path, placeAt, stringAt, valueAt } from '../../manifests';

/** A field whose value the API server refuses in every cluster. */
export interface Refusal {
  readonly path: Path;
  /** Undefined if a required field is missing. */
  readonly given: unknown;
  /** The values that the API server accepts there: `a DNS label`; undefined if the field is forbidden. */
  readonly allowed?: string;
  /** Whether the last part of the path, a key, is what is refused, not its value. */
  readonly isKey?: true;
  /** Why the field is forbidden: `beside valueFrom`. */
  readonly forbidden?: string;
}

/** The refusal of a field with its value. */
export function refuse(place: FieldCursor, path: Path, allowed: string): Refusal[] {
  return [{ path: [...place.path, ...path], given: valueAt(place, path), allowed }];
}

/** The refusal of a key of a mapping, whatever its value. */
export function refuseKey(place: FieldCursor, key: string, allowed: string): Refusal[] {
  return [{ path: [...place.path, key], given: undefined, allowed, isKey: true }];
}

/** The refusal of a forbidden field. */
export function forbid(place: FieldCursor, path: Path, forbidden: string): Refusal[] {
  return [{ path: [...place.path, ...path], given: valueAt(place, path), forbidden }];
}

/** Refuses a text that is missing, empty or invalid. Other types are another error. */
export function requiredText(
  place: FieldCursor, path: Path, allowed: string, fits: (text: string) => boolean = () => true,
): Refusal[] {
  const value = valueAt(place, path) ?? '';
  return value === '' || (typeof value === 'string' && !fits(value)) ? refuse(place, path, allowed) : [];
}

/** The same for an optional text. */
export function optionalText(place: FieldCursor, path: Path, allowed: string, fits: (text: string) => boolean): Refusal[] {
  const value = valueAt(place, path) ?? '';
  return value === '' ? [] : requiredText(place, path, allowed, fits);
}

export function oneOf(place: FieldCursor, path: Path, known: readonly string[]): Refusal[] {
  return optionalText(place, path, known.join(' or '), text => known.includes(text));
}

export function between(place: FieldCursor, path: Path, min: number, max: number): Refusal[] {
  const value = valueAt(place, path);
  return typeof value === 'number' && (value < min || value > max) ? refuse(place, path, `a number from ${min} to ${max}`) : [];
}

/** Refuses all items that repeat an earlier one. */
export function each<T>(items: readonly T[], saying: (item: T) => string | undefined, twice: (item: T) => Refusal[]): Refusal[] {
  const taken = new Set<string>();
  return items.flatMap(item => {
    const said = saying(item);
    const isTaken = said !== undefined && taken.has(said);
    if (said !== undefined) { taken.add(said); }
    return isTaken ? twice(item) : [];
  });
}

/** Refuses the same text at a path of two items of a list. */
export function unique(items: readonly FieldCursor[], path: Path, allowed: string): Refusal[] {
  return each(items, item => stringAt(item, path) || undefined, item => refuse(item, path, allowed));
}

/** The fields that are present: an empty mapping counts. */
export function presentOf(place: FieldCursor, fields: readonly string[]): string[] {
  return fields.filter(field => valueAt(place, [field]) !== undefined);
}

/** Refuses a mapping without exactly one of some fields. An unknown field may be newer. */
export function exactlyOne(place: FieldCursor, path: Path, fields: readonly string[], others: readonly string[] = []): Refusal[] {
  const { value } = mappingAt(place, path);
  if (value === undefined) { return []; }
  const present = presentOf(placeAt(place, path), fields).length;
  const isNewer = Object.keys(value ?? {}).some(key => !fields.includes(key) && !others.includes(key));
  return present === 1 || (present === 0 && isNewer) ? [] : refuse(place, path, `exactly one of ${fields.join(', ')}`);
}

/** The items of several lists. */
export function itemsOf(place: FieldCursor, lists: readonly string[]): FieldCursor[] {
  return lists.flatMap(list => listAt(place, [list]));
}
