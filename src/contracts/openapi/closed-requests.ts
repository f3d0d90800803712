import { isMapping } from '../../manifests';
import type { ContractChange, Operation } from '../comparison';
import { items, Json, located, Located, members } from './json';
import { operationsOfBoth } from './operations';
import { partsOf, Place } from './schema-parts';

/** How many schemas are compared. A schema counts once for each operation, since many operations may share large ones. */
export const MOST_SCHEMAS = 500_000;

/**
 * Clients may send properties that a schema does not name, unless it forbids them.
 *
 * @throws TooManySchemas
 */
export function closedRequests(before: Json, after: Json): ContractChange[] {
  const seen = { schemas: 0 };
  return operationsOfBoth(before, after).flatMap(({ before: was, after: is }) => {
    const walk = walker(before, after, was.operation, seen);
    const later = new Map(bodiesOf(after, is.own).map(body => [body.name, body]));
    return bodiesOf(before, was.own).flatMap(({ name, value, at }) => {
      const body = later.get(name);
      return body ? walk({ value, at }, body) : [];
    });
  });
}

/** A document with too many schemas: its requests are not fully compared. */
export class TooManySchemas extends Error {}

export function bodiesOf(document: Json, { value, at }: Located): (Place & { readonly name: string })[] {
  const body = located(document, value.requestBody, [...at, 'requestBody']);
  return body ? members(body.value.content, [...body.at, 'content']).flatMap(({ name, value: media, at: there }) => (
    isMapping(media) ? [{ name, value: media.schema, at: [...there, 'schema'] }] : []
  )) : [];
}

/** Compares two schemas at one place, and what both contain. It does not recurse, since chains of schemas can be long. */
function walker(before: Json, after: Json, operation: Operation, all: { schemas: number }) {
  const seen = new Set<string>();
  return (was: Place, is: Place): ContractChange[] => {
    const changes: ContractChange[] = [];
    const open: [Place, Place][] = [[was, is]];
    for (let next = open.pop(); next; next = open.pop()) {
      const [earlier, later] = [partsOf(before, next[0]), partsOf(after, next[1])];
      all.schemas += earlier.length + later.length;
      if (all.schemas > MOST_SCHEMAS) { throw new TooManySchemas(); }
      if (earlier.length === 0 || later.length === 0) { continue; }
      const key = JSON.stringify([earlier[0].at, later[0].at]);
      // A schema may contain itself. Clients do not send read-only properties.
      if (seen.has(key) || later.some(({ value }) => value.readOnly === true)) { continue; }
      seen.add(key);
      changes.push(...closedBy(earlier, later, operation));
      open.push(...innerOf(earlier, later).reverse());
    }
    return changes;
  };
}

function closedBy(earlier: readonly Located[], later: readonly Located[], operation: Operation): ContractChange[] {
  const closed = later.find(isClosed);
  return closed && earlier.some(isObject) && !earlier.some(isClosed) ? [{
    id: 'request-additional-properties-forbidden',
    isBreaking: true,
    operation,
    text: `The request ${nameOf(later[0])}forbids additional properties`,
    at: [...closed.at, closed.value.additionalProperties === false ? 'additionalProperties' : 'unevaluatedProperties'],
    side: 'after',
  }] : [];
}

function isObject({ value }: Located): boolean {
  return [value.type].flat().includes('object') || isMapping(value.properties);
}

function isClosed(schema: Located): boolean {
  const { value } = schema;
  const forbids = value.additionalProperties === false || value.unevaluatedProperties === false;
  return forbids && members(value.patternProperties, []).every(({ name }) => IS_BEGINNING.test(name)) && isObject(schema);
}

/** A pattern for names with this prefix. Other patterns may match all names. */
const IS_BEGINNING = /^\^[\w-]{2,}$/;

/** `property `a` `, or an empty text for the whole body. */
function nameOf({ at }: Located): string {
  return at.at(-2) === 'properties' ? `property \`${at.at(-1)}\` ` : '';
}

/** The inner schemas that are at the same place in both. */
function innerOf(earlier: readonly Located[], later: readonly Located[]): [Place, Place][] {
  const [was, is] = [childrenOf(earlier), childrenOf(later)];
  return [...was].flatMap(([name, place]): [Place, Place][] => is.has(name) ? [[place, is.get(name)!]] : []);
}

function childrenOf(parts: readonly Located[]): Map<string, Place> {
  const children = new Map<string, Place>();
  for (const { value, at } of parts) {
    for (const property of members(value.properties, [...at, 'properties'])) { children.set(`properties ${property.name}`, property); }
    for (const keyword of ['items', 'additionalProperties']) {
      if (isMapping(value[keyword])) { children.set(keyword, { value: value[keyword], at: [...at, keyword] }); }
    }
    for (const keyword of ['oneOf', 'anyOf']) {
      for (const branch of items(value[keyword], [...at, keyword])) {
        // The order of branches has no meaning: only branches with a name can be matched.
        if (isMapping(branch.value) && typeof branch.value.$ref === 'string') { children.set(`${keyword} ${branch.value.$ref}`, branch); }
      }
    }
  }
  return children;
}
