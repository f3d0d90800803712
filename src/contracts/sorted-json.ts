import { isMapping } from '../manifests';

/** The same value with all its keys in an order that is the same on every machine; what JSON does not know is null. */
export function sortedJson(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(sortedJson); }
  if (!isMapping(value)) { return value ?? null; }
  return Object.fromEntries(Object.keys(value).sort().map(key => [key, sortedJson(value[key])]));
}
