/** Whether two values mean the same to a cluster: the order of keys does not count. */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (one === other || Object.is(one, other)) { return true; }
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) { return (one ?? undefined) === (other ?? undefined); }
  if (Array.isArray(one) || Array.isArray(other)) {
    return Array.isArray(one)
      && Array.isArray(other)
      && one.length === other.length
      && one.every((item, i) => isSameJson(item, other[i]));
  }
  const [left, right] = [one, other] as Json[];
  const [keys, others] = [Object.keys(left), Object.keys(right)];
  // Most mappings have the same keys in the same order, which takes no search.
  if (keys.length === others.length && keys.every((key, i) => key === others[i])) {
    return keys.every(key => isSameJson(left[key], right[key]));
  }
  // Null equals absent.
  return keys.every(key => isSameJson(own(left, key), own(right, key)))
    && others.every(key => Object.hasOwn(left, key) || own(right, key) === undefined);
}

/** Whether a value is a mapping, so that its fields may be looked at. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Json = Readonly<Record<string, unknown>>;

function own(mapping: Json, key: string): unknown {
  return Object.hasOwn(mapping, key) ? mapping[key] ?? undefined : undefined;
}
