import { Refusal, refuse } from './refusal';
import { FieldCursor, isMapping, listAt, mappingAt, placeAt } from '../../manifests';

/** Of which type a field is, and those below it. Fields that are not named here may be newer, and are not looked at. */
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

/** Refuses values of another type. What is null counts as left out. */
export function typeRefusals(place: FieldCursor, type: Type): Refusal[] {
  const { value } = place;
  if (value === undefined || value === null) { return []; }
  if (typeof type === 'string') { return fits(value, type) ? [] : refuse(place, [], ALLOWED[type]); }
  if ('list' in type) {
    return Array.isArray(value) ? listAt(place, []).flatMap(item => typeRefusals(item, type.list)) : refuse(place, [], 'a list');
  }
  if (!isMapping(value)) { return refuse(place, [], 'a mapping'); }
  const fields = 'map' in type ? Object.keys(value).map((key): [string, Type] => [key, type.map]) : Object.entries(type.fields);
  const mapping = mappingAt(place, []);
  return fields.filter(([field]) => Object.hasOwn(value, field))
    .flatMap(([field, inner]) => typeRefusals(placeAt(mapping, [field]), inner));
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
