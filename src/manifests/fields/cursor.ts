import { show } from '../../text';
import { Path, showPath } from '../path';

/** A value of a different type from that of the API: the API server would reject the object. */
export interface FieldError {
  readonly path: Path;
  readonly message: string;
}

/** By path, since a value may be read several times. */
export type FieldErrors = Map<string, FieldError>;

/** A place in a manifest from which values are read. The values may have any type. */
export interface FieldCursor {
  readonly value: unknown;
  readonly path: Path;
  readonly fieldErrors: FieldErrors;
}

/** A sink for field errors that were already reported when the object was read. */
const IGNORED: FieldErrors = new Map();

export function rootOf(json: unknown, fieldErrors: FieldErrors = IGNORED): FieldCursor {
  return { value: json, path: [], fieldErrors };
}

/** More errors in one object do not help users. */
const MOST_FIELD_ERRORS = 100;

/** Adds an error with what is allowed, and the remedy. */
export function addFieldError({ path, fieldErrors }: FieldCursor, message: string): void {
  if (fieldErrors === IGNORED) { return; }
  const shown = showPath(path);
  if (fieldErrors.has(shown) || fieldErrors.size > MOST_FIELD_ERRORS) { return; }
  fieldErrors.set(shown, fieldErrors.size < MOST_FIELD_ERRORS
    ? { path, message: `${shown} ${message}` }
    : { path, message: `${shown} and perhaps more fields are wrong, too. Correct the fields before it first.` });
}

/** Adds an error for a value of a different type from that of the API. */
export function addWrongType(place: FieldCursor, wanted: string): void {
  addFieldError(place, `is ${show(place.value)}, but the API expects ${wanted}: the API server rejects it. ${remedyFor(place.value, wanted)}`);
}

function remedyFor(value: unknown, wanted: string): string {
  if (typeof value === 'string' && value.includes('{{')) { return 'It looks like a template: render it first, for example with `helm template`.'; }
  if (wanted.startsWith('text') && ['number', 'boolean'].includes(typeof value)) { return 'Write it in quotes.'; }
  if (wanted.startsWith('a whole number') && typeof value === 'string' && /^\d{1,9}$/.test(value)) { return 'Write it without quotes.'; }
  return 'Correct it, or leave it out for the default.';
}

/** The place further down. Its value is undefined if it is absent, or null, which the API server treats as absent. */
export function placeAt(place: FieldCursor, path: Path): FieldCursor {
  return new PlaceBelow(valueAt(place, path), place, path);
}

/** The item of a list at `path`. */
export function itemAt(place: FieldCursor, path: Path, item: unknown, index: number): FieldCursor {
  return new PlaceBelow(item ?? undefined, place, path, index);
}

/** Only messages and findings need its path, so it is written out when it is first read. */
class PlaceBelow implements FieldCursor {
  public readonly fieldErrors: FieldErrors;
  private known?: Path;

  public constructor(
    public readonly value: unknown,
    private readonly from: FieldCursor,
    private readonly steps: Path,
    private readonly index?: number,
  ) {
    this.fieldErrors = from.fieldErrors;
  }

  public get path(): Path {
    this.known ??= [...this.from.path, ...this.steps, ...this.index === undefined ? [] : [this.index]];
    return this.known;
  }
}

/** The value further down, as `placeAt` has it, without the cost of a place. */
export function valueAt(place: FieldCursor, path: Path): unknown {
  let { value } = place;
  for (let depth = 0; depth < path.length && value !== undefined && value !== null; depth++) {
    const step = path[depth];
    if (typeof value !== 'object' || Array.isArray(value) !== (typeof step === 'number')) {
      const parent = { value, path: [...place.path, ...path.slice(0, depth)], fieldErrors: place.fieldErrors };
      addWrongType(parent, typeof step === 'number' ? 'a list' : 'a mapping');
      return undefined;
    }
    // Own values only: `constructor` and the like are not in the manifest.
    value = Object.hasOwn(value, step) ? (value as Record<string | number, unknown>)[step] : undefined;
  }
  return value ?? undefined;
}
