import { stringify } from 'yaml';
import { ManifestSet } from '../../../src/manifests';

/** The objects of a cluster in two files, with objects and keys in another order. */
export function shuffled({ objects }: ManifestSet): readonly [string, string] {
  const texts = [...objects].reverse().map(({ json }) => stringify(reversed(json)));
  return [texts.filter((_, i) => i % 2 === 0).join('---\n'), texts.filter((_, i) => i % 2 === 1).join('---\n')];
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(reversed); }
  if (typeof value !== 'object' || value === null) { return value; }
  return Object.fromEntries(Object.entries(value).reverse().map(([key, inner]) => [key, reversed(inner)]));
}
