import * as fc from 'fast-check';
import { Json } from './server';

export type Path = readonly (string | number)[];

/** The mutations of a value: its new values; undefined if it is removed. */
const CHANGES: { readonly [name: string]: (value: unknown) => readonly unknown[] } = {
  'removed': () => [undefined],
  'null': () => [null],
  'other type': value => [['text', 'true', '5'], [7], [true], [{}], [[]], [['a']], [{ a: 'b' }]].flat().filter(other => typeOf(other) !== typeOf(value)),
  'empty': value => ({ text: [''], mapping: [{}], list: [[]] } as { [type: string]: unknown[] })[typeOf(value)] ?? [],
  'out of range': value => typeof value === 'number' ? [-1, 0, 70_000, 2 ** 31, 1.5] : [],
  'no such text': value => typeof value === 'string' ? ['Not_A Name', 'x'.repeat(300), '../up', '-1', `${value}-`, value.toUpperCase(), `${value}0Q`] : [],
  'item twice': value => Array.isArray(value) && value.length > 0 ? [[...value, value[0]]] : [],
};

export interface Mutation {
  readonly change: string;
  readonly path: Path;
  readonly value: unknown;
}

/** Changes of one object, the same for the same seed. */
export function mutationsOf(object: Json, count: number, seed: number): Mutation[] {
  const all = pathsIn(object, []).filter(isChanged).flatMap(path => Object.entries(CHANGES).flatMap(([change, valuesFor]) =>
    valuesFor(at(object, path)).map(value => ({ change, path, value }))));
  if (all.length === 0) { return []; }
  return fc.sample(fc.shuffledSubarray(all, { minLength: Math.min(count, all.length), maxLength: Math.min(count, all.length) }), { numRuns: 1, seed })[0];
}

export function mutated(object: Json, { path, value }: Mutation): Json {
  const copy = structuredClone(object);
  const parent = at(copy, path.slice(0, -1)) as any;
  const last = path[path.length - 1];
  if (value !== undefined) { parent[last] = value; } else if (Array.isArray(parent)) { parent.splice(last as number, 1); } else { delete parent[last]; }
  return copy;
}

// The dry run needs the identity of an object, and free texts accept any value.
function isChanged([first, second]: Path): boolean {
  return first !== 'apiVersion' && first !== 'kind' && first !== 'status' && !(first === 'metadata' && second === undefined) && second !== 'namespace'
    && second !== 'annotations';
}

function pathsIn(value: unknown, path: Path): Path[] {
  const below = typeof value !== 'object' || value === null ? []
    : Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, Array.isArray(value) ? Number(key) : key]));
  return path.length === 0 ? below : [path, ...below];
}

function at(value: unknown, path: Path): unknown {
  return path.reduce((inner: any, step) => inner?.[step], value);
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) { return 'list'; }
  return ({ string: 'text', number: 'number', boolean: 'boolean', object: 'mapping' } as { [type: string]: string })[typeof value] ?? 'nothing';
}
