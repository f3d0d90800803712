import { isMapping } from '../../manifests';
import type { ContractChange, Operation } from '../comparison';
import { items, Json, located, Located, members, Pointer } from './json';
import { operationsOfBoth } from './operations';

/** Clients may send properties that a schema does not name, until it forbids them. */
export function closedRequests(before: Json, after: Json): ContractChange[] {
  return operationsOfBoth(before, after).flatMap(({ before: was, after: is }) => {
    const walk = walker(before, after, was.operation);
    const later = new Map(bodiesOf(after, is.own).map(body => [body.name, body]));
    return bodiesOf(before, was.own).flatMap(({ name, value, at }) => {
      const body = later.get(name);
      return body ? walk({ value, at }, body) : [];
    });
  });
}

interface Place {
  readonly value: unknown;
  readonly at: Pointer;
}

function bodiesOf(document: Json, { value, at }: Located): (Place & { readonly name: string })[] {
  const body = located(document, value.requestBody, [...at, 'requestBody']);
  return body ? members(body.value.content, [...body.at, 'content']).flatMap(({ name, value: media, at: there }) => (
    isMapping(media) ? [{ name, value: media.schema, at: [...there, 'schema'] }] : []
  )) : [];
}

/** Looks at two schemas of one place, and at what is inside of both. */
function walker(before: Json, after: Json, operation: Operation) {
  const seen = new Set<string>();
  return function walk(was: Place, is: Place): ContractChange[] {
    const [earlier, later] = [partsOf(before, was), partsOf(after, is)];
    if (earlier.length === 0 || later.length === 0) { return []; }
    const key = JSON.stringify([earlier[0].at, later[0].at]);
    // A schema may contain itself, and is sent only where it is not read-only.
    if (seen.has(key) || later.some(({ value }) => value.readOnly === true)) { return []; }
    seen.add(key);
    const closed = later.find(isClosed);
    const own: ContractChange[] = closed && earlier.some(isObject) && !earlier.some(isClosed) ? [{
      id: 'request-additional-properties-forbidden',
      isBreaking: true,
      operation,
      text: `The request ${nameOf(later[0])}forbids additional properties`,
      at: [...closed.at, closed.value.additionalProperties === false ? 'additionalProperties' : 'unevaluatedProperties'],
      side: 'after',
    }] : [];
    return [...own, ...innerOf(earlier, later).flatMap(([one, other]) => walk(one, other))];
  };
}

/** A schema and all that `allOf` adds to it. */
function partsOf(document: Json, { value, at }: Place, depth = 0): Located[] {
  const schema = located(document, value, at);
  if (!schema || depth > 16) { return []; }
  return [schema, ...items(schema.value.allOf, [...schema.at, 'allOf']).flatMap(part => partsOf(document, part, depth + 1))];
}

function isObject({ value }: Located): boolean {
  return [value.type].flat().includes('object') || isMapping(value.properties);
}

function isClosed(schema: Located): boolean {
  const { value } = schema;
  const forbids = value.additionalProperties === false || value.unevaluatedProperties === false;
  return forbids && !isMapping(value.patternProperties) && isObject(schema);
}

/** `property `a` `, or nothing for the body as a whole. */
function nameOf({ at }: Located): string {
  return at.at(-2) === 'properties' ? `property \`${at.at(-1)}\` ` : '';
}

/** What stands at the same place inside of both. */
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
        // Branches have no order: only one that is named is the same one.
        if (isMapping(branch.value) && typeof branch.value.$ref === 'string') { children.set(`${keyword} ${branch.value.$ref}`, branch); }
      }
    }
  }
  return children;
}
