import { items, Json, located, Located, Pointer } from './json';

/** A schema as it is written, and where. */
export interface Place {
  readonly value: unknown;
  readonly at: Pointer;
}

/**
 * A schema and everything that `allOf` adds to it, each once: `allOf` may add the same schema repeatedly, and the schema itself.
 * It does not recurse, since chains of schemas can be longer than the call stack allows.
 */
export function partsOf(document: Json, place: Place): Located[] {
  const found = new Map<Json, Located>();
  const open = [place];
  for (let next = open.pop(); next; next = open.pop()) {
    const schema = located(document, next.value, next.at);
    if (!schema || found.has(schema.value)) { continue; }
    found.set(schema.value, schema);
    open.push(...items(schema.value.allOf, [...schema.at, 'allOf']).reverse());
  }
  return [...found.values()];
}
