import { mappingOf, valueOf } from './reading';
import { Checked } from './values';
import { addMisfit, Path, Place } from '../manifests';
import { show } from '../text';

const KEYS = ['kind', 'namespace', 'name'];

/** Each entry is compared with each object. */
const MOST = 1000;

/** An entry as it was written. */
interface Entry {
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly path: Path;
}

/** What is not to be judged; entries that say nothing, or something else, are misfits. */
export function exclusionsAt(place: Place): Entry[] {
  const { value, path, misfits } = place;
  if (value === undefined) { return []; }
  if (!Array.isArray(value) || value.length > MOST) {
    const what = Array.isArray(value) ? `has ${value.length} entries` : `is ${show(value)}`;
    addMisfit(place, `${what}. Allowed: a list of at most ${MOST} entries such as {kind: Deployment, name: legacy-*}.`);
    return [];
  }
  return value.flatMap((item: unknown, index) => entryAt({ value: item ?? undefined, path: [...path, index], misfits }));
}

function entryAt(place: Place): Entry[] {
  const misfitsBefore = place.misfits.size;
  const places = mappingOf(place, KEYS);
  const [kind, namespace, name] = KEYS.map(key => valueOf(places[key], pattern));
  if (kind === undefined && namespace === undefined && name === undefined) {
    if (place.misfits.size > misfitsBefore) { return []; }
    // Rather than everything, as which it would be read.
    addMisfit(place, 'names nothing to exclude. Allowed: a mapping with kind, namespace or name, with * for any text.');
    return [];
  }
  return [{ kind, namespace, name, path: place.path }];
}

function pattern(given: unknown): Checked<string> {
  return typeof given === 'string' && given !== '' ? { value: given }
    : { wrong: `is ${given === '' ? 'empty' : show(given)}. Allowed: text, with * for any text.${typeof given === 'number' ? ' Write it in quotes.' : ''}` };
}
