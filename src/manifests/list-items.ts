import { isMapping } from './json';
import { Path } from './path';

/** A value that should be an object of its own, and where in its document it stands. */
export interface Item {
  readonly value: unknown;
  readonly path: Path;
}

/**
 * What a `List`, or a `DeploymentList` and the like, holds; anything else is its own only item. The items of a
 * `DeploymentList`, as the API answers them, leave out what the list has said.
 */
export function listItems(value: unknown, path: Path = []): Item[] {
  if (!isMapping(value)) { return [{ value, path }]; }
  const { apiVersion, kind, items } = value;
  if (typeof kind !== 'string' || !kind.endsWith('List') || !(Array.isArray(items) || kind === 'List')) { return [{ value, path }]; }
  if (!Array.isArray(items)) { return items === undefined || items === null ? [] : [{ value: items, path: [...path, 'items'] }]; }
  const said = kind === 'List' ? {} : { apiVersion, kind: kind.slice(0, -'List'.length) };
  return items.flatMap((item: unknown, index) => listItems(isMapping(item) ? { ...said, ...item } : item, [...path, 'items', index]));
}
