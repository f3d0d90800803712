import { isMapping } from './json';
import { Path } from './path';

/** A value that should be an object, and its path in the document. */
export interface Item {
  readonly value: unknown;
  readonly path: Path;
}

/**
 * The items of a `List`, or a `DeploymentList` and the like; any other value is its own only item. The items of a
 * `DeploymentList`, in answers of the API, leave out apiVersion and kind.
 */
export function listItems(value: unknown, path: Path = []): Item[] {
  if (!isMapping(value)) { return [{ value, path }]; }
  const { apiVersion, kind, items } = value;
  if (typeof kind !== 'string' || !kind.endsWith('List') || !(Array.isArray(items) || kind === 'List')) { return [{ value, path }]; }
  if (!Array.isArray(items)) { return items === undefined || items === null ? [] : [{ value: items, path: [...path, 'items'] }]; }
  const said = kind === 'List' ? {} : { apiVersion, kind: kind.slice(0, -'List'.length) };
  return items.flatMap((item: unknown, index) => listItems(isMapping(item) ? { ...said, ...item } : item, [...path, 'items', index]));
}
