import { isMapping } from '../../../manifests';

/** Which fields of a value count. */
export interface Mask {
  /** Everything below counts, too. */
  readonly isWhole: boolean;
  /** What counts below a key; undefined if nothing does. */
  at(key: string): Mask | undefined;
  /** The same for each item of a list. */
  items(list: readonly unknown[]): (Mask | undefined)[];
}

/** The part of a value that at least one of several masks selects. */
export function masked(value: unknown, masks: readonly Mask[]): unknown {
  if (masks.some(({ isWhole }) => isWhole)) { return value; }
  const present = (found: (Mask | undefined)[]): Mask[] => found.filter(mask => mask !== undefined);
  if (Array.isArray(value)) {
    const items = masks.map(mask => mask.items(value));
    return value.flatMap((item, i) => {
      const inner = present(items.map(list => list[i]));
      return inner.length === 0 ? [] : [masked(item, inner)];
    });
  }
  if (!isMapping(value)) { return value; }
  return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => {
    const inner = present(masks.map(mask => mask.at(key)));
    return inner.length === 0 ? [] : [[key, masked(item, inner)]];
  }));
}
