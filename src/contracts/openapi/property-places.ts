import type { ContractChange } from '../comparison';
import { bodiesOf } from './closed-requests';
import { Json, located, Located, members, Pointer, valueAt } from './json';
import { partsOf, Place } from './schema-parts';
import { isMapping } from '../../manifests';

type Sides = { readonly [side in ContractChange['side']]: Json };

/**
 * Where the property is that a change of an operation names: in documents that were merged for the comparison, oasdiff reports
 * only the operation. The change is returned as it is if no such property is found.
 */
export function withPropertyPlace(change: ContractChange, sides: Sides): ContractChange {
  const [, name] = /`([^`]*)`/.exec(change.text) ?? [];
  if (name === undefined || !change.id.includes('property') || change.at.length !== 3 || change.at[0] !== 'paths') { return change; }
  for (const side of ['after', 'before'] as const) {
    const operation = located(sides[side], valueAt(sides[side], change.at), change.at);
    const bodies = operation ? bodiesIn(sides[side], operation, change) : [];
    const found = bodies.flatMap(body => placesIn(sides[side], body, name.split('/')));
    if (found.length > 0) { return { ...change, at: found[0], side }; }
  }
  return change;
}

function bodiesIn(document: Json, operation: Located, { id, text }: ContractChange): Place[] {
  if (!id.includes('response')) { return bodiesOf(document, operation); }
  return members(operation.value.responses, [...operation.at, 'responses'])
    .filter(({ name }) => text.includes(`\`${name}\``))
    .flatMap(({ value, at }) => {
      const response = located(document, value, at);
      return response ? members(response.value.content, [...response.at, 'content']) : [];
    })
    .flatMap(({ value, at }) => isMapping(value) ? [{ value: value.schema, at: [...at, 'schema'] }] : []);
}

/** Level by level, visiting each place once: schemas may contain themselves. */
function placesIn(document: Json, body: Place, names: readonly string[]): Pointer[] {
  let places: Place[] = [body];
  for (const name of names) {
    const inner = places.flatMap(place => partsOf(document, place).flatMap(part => innerOf(part, name)));
    places = [...new Map(inner.map(place => [place.at.join('/'), place])).values()];
  }
  return places.map(({ at }) => at);
}

function innerOf({ value, at }: Located, name: string): Place[] {
  const properties = members(value.properties, [...at, 'properties']).filter(property => property.name === name);
  return name === 'items' && value.items !== undefined ? [...properties, { value: value.items, at: [...at, 'items'] }] : properties;
}
