/** Computes a value once for each object. */
export function once<O extends object, T>(compute: (of: O) => T): (of: O) => T {
  const known = new WeakMap<O, { readonly value: T }>();
  return of => {
    const found = known.get(of);
    if (found) { return found.value; }
    const value = compute(of);
    known.set(of, { value });
    return value;
  };
}
