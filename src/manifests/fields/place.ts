import { show } from '../../text';
import { Path, showPath } from '../path';

/** A value of another type than the API has there: the API server would refuse the object. */
export interface Misfit {
  readonly path: Path;
  readonly message: string;
}

/** By path, since several readings may come past the same value. */
export type Misfits = Map<string, Misfit>;

/** Somewhere in a manifest, from where values are read. Nothing is known about what is there. */
export interface Place {
  readonly value: unknown;
  readonly path: Path;
  readonly misfits: Misfits;
}

/** Where misfits go that nobody asks for: who judges an object has heard of them when it was read. */
const UNHEARD: Misfits = new Map();

export function rootOf(json: unknown, misfits: Misfits = UNHEARD): Place {
  return { value: json, path: [], misfits };
}

/** More of them in one object help nobody. */
const MOST_MISFITS = 100;

/** Notes what should be there instead, and what to do. */
export function addMisfit({ path, misfits }: Place, message: string): void {
  if (misfits === UNHEARD) { return; }
  const shown = showPath(path);
  if (misfits.has(shown) || misfits.size > MOST_MISFITS) { return; }
  misfits.set(shown, misfits.size < MOST_MISFITS
    ? { path, message: `${shown} ${message}` }
    : { path, message: `${shown} and perhaps more is wrong, too. Correct what stands before it first.` });
}

/** Notes a value of another type than the API has there. */
export function addWrongType(place: Place, wanted: string): void {
  addMisfit(place, `is ${show(place.value)}, where the API has ${wanted}: the API server refuses it. ${remedyFor(place.value, wanted)}`);
}

function remedyFor(value: unknown, wanted: string): string {
  if (wanted.startsWith('text') && ['number', 'boolean'].includes(typeof value)) { return 'Write it in quotes.'; }
  if (wanted.startsWith('a whole number') && typeof value === 'string' && /^\d{1,9}$/.test(value)) { return 'Write it without quotes.'; }
  return 'Correct it, or leave it out for the default.';
}

/** The place further down. Its value is undefined if it is absent, or null, which the API server takes as absent. */
export function placeAt(place: Place, path: Path): Place {
  return { value: valueAt(place, path), path: [...place.path, ...path], misfits: place.misfits };
}

/** The value further down, as `placeAt` has it, without the cost of a place. */
export function valueAt(place: Place, path: Path): unknown {
  let { value } = place;
  for (let depth = 0; depth < path.length && value !== undefined && value !== null; depth++) {
    const step = path[depth];
    if (typeof value !== 'object' || Array.isArray(value) !== (typeof step === 'number')) {
      const parent = { value, path: [...place.path, ...path.slice(0, depth)], misfits: place.misfits };
      addWrongType(parent, typeof step === 'number' ? 'a list' : 'a mapping');
      return undefined;
    }
    // Own values only: `constructor` and the like are not in the manifest.
    value = Object.hasOwn(value, step) ? (value as Record<string | number, unknown>)[step] : undefined;
  }
  return value ?? undefined;
}
