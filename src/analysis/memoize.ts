/** Computes something once for each object that it is asked about. */
export function once<O extends object, T>(compute: (of: O) => T): (of: O) => T {
  const known = new WeakMap<O, { readonly value: T }>();
  return of => {
    const found = known.get(of) ?? { value: compute(of) };
    known.set(of, found);
    return found.value;
  };
}
