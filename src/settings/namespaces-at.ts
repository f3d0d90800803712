import { mappingOf, valueOf } from './reading';
import { NamespaceSeverities } from './settings';
import { severitiesAt } from './severities-at';
import { pattern } from './values';
import { addFieldError, FieldCursor } from '../manifests';
import { show } from '../text';

/** Each entry is compared with each finding. */
const MOST = 1000;

/** Severities for objects of some namespaces; empty entries are field errors. */
export function namespacesAt(place: FieldCursor): NamespaceSeverities[] {
  const { value, path, fieldErrors } = place;
  if (value === undefined) { return []; }
  if (!Array.isArray(value) || value.length > MOST) {
    const what = Array.isArray(value) ? `has ${value.length} entries` : `is ${show(value)}`;
    addFieldError(place, `${what}. Allowed: a list of at most ${MOST} entries such as {namespace: team-*, severities: {pdb-missing: info}}.`);
    return [];
  }
  return value.flatMap((item: unknown, index) => entryAt({ value: item ?? undefined, path: [...path, index], fieldErrors }));
}

function entryAt(place: FieldCursor): NamespaceSeverities[] {
  const errorsBefore = place.fieldErrors.size;
  const places = mappingOf(place, ['namespace', 'severities']);
  const namespace = valueOf(places.namespace, pattern);
  const severities = places.severities && severitiesAt(places.severities);
  if (namespace !== undefined && severities !== undefined) { return [{ namespace, severities }]; }
  if (place.fieldErrors.size === errorsBefore) { addFieldError(place, 'lacks namespace or severities. Allowed: a mapping with both, with * for any text.'); }
  return [];
}
