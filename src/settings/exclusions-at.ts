import { mappingOf, valueOf } from './reading';
import { pattern } from './values';
import { addFieldError, Path, FieldCursor } from '../manifests';
import { show } from '../text';

const KEYS = ['kind', 'namespace', 'name', 'path'];

/** Each entry is compared with each object. */
const MOST = 1000;

/** An entry as it was written. */
interface Entry {
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly file?: string;
  readonly path: Path;
}

/** The objects to leave out; entries that are empty or not valid are field errors. */
export function exclusionsAt(place: FieldCursor): Entry[] {
  const { value, path, fieldErrors: fieldErrors } = place;
  if (value === undefined) { return []; }
  if (!Array.isArray(value) || value.length > MOST) {
    const what = Array.isArray(value) ? `has ${value.length} entries` : `is ${show(value)}`;
    addFieldError(place, `${what}. Allowed: a list of at most ${MOST} entries such as {kind: Deployment, name: legacy-*}.`);
    return [];
  }
  return value.flatMap((
    item: unknown,
    index,
  ) => entryAt({ value: item ?? undefined, path: [...path, index], fieldErrors: fieldErrors }));
}

function entryAt(place: FieldCursor): Entry[] {
  const errorsBefore = place.fieldErrors.size;
  const places = mappingOf(place, KEYS);
  const [kind, namespace, name, file] = KEYS.map(key => valueOf(places[key], pattern));
  if ([kind, namespace, name, file].every(each => each === undefined)) {
    if (place.fieldErrors.size > errorsBefore) { return []; }
    // An empty entry would otherwise exclude everything.
    addFieldError(place, 'names nothing to exclude. Allowed: a mapping with kind, namespace, name or path, with * for any text.');
    return [];
  }
  return [{ kind, namespace, name, file, path: place.path }];
}
