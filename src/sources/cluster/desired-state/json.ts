import { isMapping } from '../../../manifests';

type Json = Readonly<Record<string, unknown>>;

/** The mapping at a key, or an empty one. */
export function mappingIn(json: unknown, key: string): Json {
  const value = isMapping(json) && Object.hasOwn(json, key) ? json[key] : undefined;
  return isMapping(value) ? value : {};
}

/** The entries of a mapping that the predicate accepts. */
export function filtered(json: Json, passes: (key: string, value: unknown) => boolean): Json {
  return Object.fromEntries(Object.entries(json).filter(([key, value]) => passes(key, value)));
}

/** The items of a list that are mappings. */
export function mappingsIn(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isMapping) : [];
}
