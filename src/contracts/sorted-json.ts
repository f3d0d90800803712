import { isMapping } from '../manifests';

/** The same value with its keys in an order that is the same on every machine; a value that JSON does not have becomes null. */
export function sortedJson(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(sortedJson); }
  if (!isMapping(value)) { return value ?? null; }
  return Object.fromEntries(Object.keys(value).sort().map(key => [key, sortedJson(value[key])]));
}
