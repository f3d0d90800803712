import { Kept } from './matched';
import { ManifestObject } from '../../manifests';

/** Computes something once for each object that stays and what it was, whichever rules ask for it. */
export function oncePerKept<T>(compute: (kept: Kept<ManifestObject>) => T): (kept: Kept<ManifestObject>) => T {
  const known = new WeakMap<ManifestObject, { readonly before: ManifestObject; readonly value: T }>();
  return ({ before, after }) => {
    const found = known.get(after);
    if (found?.before === before) { return found.value; }
    const value = compute({ before, after });
    known.set(after, { before, value });
    return value;
  };
}
