import { Path } from './path';

/** One field with a new value, or removed if the value is undefined. */
export interface FieldEdit {
  readonly path: Path;
  readonly value: unknown;
}

/** Whether an edit adds an object: with an empty path, the value is a new object. */
export function isAddition({ path }: FieldEdit): boolean {
  return path.length === 0;
}

type Json = { [key: string | number]: unknown };

/** Writes the field into a value that no other code uses; missing parents are created. */
export function setField(json: object, { path, value }: FieldEdit): void {
  let at = json as Json;
  for (const [i, step] of path.slice(0, -1).entries()) {
    at[step] ??= typeof path[i + 1] === 'number' ? [] : {};
    at = at[step] as Json;
  }
  const last = path[path.length - 1];
  if (value !== undefined) {
    at[last] = value;
  } else if (Array.isArray(at)) {
    at.splice(last as number, 1);
  } else {
    delete at[last];
  }
}
