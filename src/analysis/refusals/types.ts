import { Refusal, refuse } from './refusal';
import { FieldCursor, isMapping, listAt, mappingAt, placeAt } from '../../manifests';

/** The type of a field and of those below it. Fields that are not listed here may be newer, and are not checked. */
export type Type =
  | 'text' | 'whole number' | 'boolean' | 'quantity' | 'port'
  | { readonly list: Type }
  | { readonly map: Type }
  | { readonly fields: { readonly [field: string]: Type } };

const ALLOWED = {
  'text': 'text',
  'whole number': 'a whole number',
  'boolean': 'true or false',
  'quantity': 'a quantity, such as 250m or 128Mi',
  'port': 'a number or a name',
};

/** Refuses values of another type. A null value counts as missing. */
export function typeRefusals(place: FieldCursor, type: Type): Refusal[] {
  // Nearly all values have the right type, and then no paths are needed.
  return isOfType(place.value, type) ? [] : wrongTypes(place, type);
}

function isOfType(value: unknown, type: Type): boolean {
  if (value === undefined || value === null) { return true; }
  if (typeof type === 'string') { return fits(value, type); }
  if ('list' in type) { return Array.isArray(value) && value.every(item => isOfType(item, type.list)); }
  return isMapping(value) && Object.keys(value).every(key => {
    const inner = typeOf(type, key);
    return inner === undefined || isOfType(value[key], inner);
  });
}

function typeOf(type: Exclude<Type, string | { readonly list: Type }>, key: string): Type | undefined {
  if ('map' in type) { return type.map; }
  return Object.hasOwn(type.fields, key) ? type.fields[key] : undefined;
}

function wrongTypes(place: FieldCursor, type: Type): Refusal[] {
  const { value } = place;
  if (value === undefined || value === null) { return []; }
  if (typeof type === 'string') { return fits(value, type) ? [] : refuse(place, [], ALLOWED[type]); }
  if ('list' in type) {
    return Array.isArray(value) ? listAt(place, []).flatMap(item => wrongTypes(item, type.list)) : refuse(place, [], 'a list');
  }
  if (!isMapping(value)) { return refuse(place, [], 'a mapping'); }
  const mapping = mappingAt(place, []);
  const fields = 'map' in type ? Object.keys(value) : Object.keys(type.fields).filter(field => Object.hasOwn(value, field));
  return fields.flatMap(field => wrongTypes(placeAt(mapping, [field]), typeOf(type, field)!));
}

function fits(value: unknown, type: keyof typeof ALLOWED): boolean {
  switch (type) {
    case 'text': return typeof value === 'string';
    case 'boolean': return typeof value === 'boolean';
    case 'whole number': return Number.isInteger(value);
    case 'quantity': return typeof value === 'string' || typeof value === 'number';
    case 'port': return typeof value === 'string' || Number.isInteger(value);
  }
}
