import { isMapping } from '../../manifests';

/** A JSON object of an OpenAPI document. */
export type Json = Readonly<Record<string, unknown>>;

/** Where a value is: the segments of a JSON pointer. */
export type Pointer = readonly string[];

/** A value and its place after following references. */
export interface Located {
  readonly value: Json;
  readonly at: Pointer;
}

/** A longer chain of references counts as a loop. */
const LONGEST_CHAIN = 32;

/** The object, or the object that a reference leads to; undefined for anything else. */
export function located(document: Json, value: unknown, at: Pointer): Located | undefined {
  let [found, pointer] = [value, at];
  for (let step = 0; step < LONGEST_CHAIN; step++) {
    if (!isMapping(found)) { return undefined; }
    if (typeof found.$ref !== 'string') { return { value: found, at: pointer }; }
    const target = pointerOf(found.$ref);
    if (!target) { return undefined; }
    [found, pointer] = [valueAt(document, target), target];
  }
  return undefined;
}

/** The members of a mapping, with their places. */
export function members(value: unknown, at: Pointer): { readonly name: string; readonly value: unknown; readonly at: Pointer }[] {
  return isMapping(value) ? Object.entries(value).map(([name, member]) => ({ name, value: member, at: [...at, name] })) : [];
}

/** The items of a list, with their places. */
export function items(value: unknown, at: Pointer): { readonly value: unknown; readonly at: Pointer }[] {
  return Array.isArray(value) ? value.map((item, index) => ({ value: item, at: [...at, `${index}`] })) : [];
}

/** The segments of a `$ref` inside the same document. */
export function pointerOf(reference: string): string[] | undefined {
  if (!reference.startsWith('#/')) { return undefined; }
  return reference.slice(2).split('/').map(segment => decoded(segment).replace(/~1/g, '/').replace(/~0/g, '~'));
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

export function valueAt(document: unknown, pointer: Pointer): unknown {
  return pointer.reduce<unknown>((value, segment) => {
    const holds = (isMapping(value) || Array.isArray(value)) && Object.hasOwn(value, segment);
    return holds ? (value as Json)[segment] : undefined;
  }, document);
}
