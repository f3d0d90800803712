/** Each item under all its keys, in the given order. */
export function groupedBy<K, T>(things: Iterable<T>, keysOf: (thing: T) => Iterable<K>): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const thing of things) {
    for (const key of keysOf(thing)) { addTo(groups, key, thing); }
  }
  return groups;
}

/** Adds to a group, which is created for the first item. */
export function addTo<K, T>(groups: Map<K, T[]>, key: K, thing: T): void {
  const group = groups.get(key);
  if (group) { group.push(thing); } else { groups.set(key, [thing]); }
}
