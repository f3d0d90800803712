type Json = any;

/** The same value with all its keys in alphabetical order, as cdk8s writes them. */
export function sortKeys(value: Json): Json {
  if (Array.isArray(value)) { return value.map(sortKeys); }
  if (typeof value !== 'object' || value === null) { return value; }
  const sorted: Json = {};
  for (const key of Object.keys(value).sort()) { sorted[key] = sortKeys(value[key]); }
  return sorted;
}
