import { dump } from 'js-yaml';
import { Edit, Release } from './recipe';
import { perUpdate, Update } from './update';
import { identityOf, ManifestObject, setField } from '../../manifests';
import { objectOf } from '../../manifests/object-of';

/** Objects are kept first, then their fields are set; what one recipe changes, another may leave out. */
const ORDER: readonly Edit['kind'][] = ['retain', 'keepPrevious', 'set', 'defer'];

/** The objects of one release of a recipe, or of the first releases of several recipes together. */
export function releaseObjects(update: Update, { edits }: Release): ManifestObject[] {
  const objects = new Map<ManifestObject, ManifestObject>(update.after.objects.map(object => [object, object]));
  for (const kind of ORDER) {
    edits.filter(edit => edit.kind === kind).forEach(edit => applyEdit(edit, objects, update));
  }
  return withoutTwins([...objects.values()]);
}

// One recipe may retain an object that another renames back: it is present either way.
function withoutTwins(objects: readonly ManifestObject[]): ManifestObject[] {
  const seen = new Set<string>();
  return objects.filter(object => {
    const identity = identityOf(object);
    return identity === undefined || (!seen.has(identity) && seen.add(identity));
  });
}

function applyEdit(edit: Edit, objects: Map<ManifestObject, ManifestObject>, update: Update): void {
  const { object } = edit;
  switch (edit.kind) {
    case 'retain':
      requireIn(object, lookups(update).removed);
      objects.set(object, object);
      break;
    case 'defer':
      requireIn(object, lookups(update).added);
      objects.delete(object);
      break;
    case 'keepPrevious':
      objects.set(object, withJson(object, lookups(update).previous.get(object)!.json));
      break;
    case 'set': {
      const current = objects.get(object);
      if (!current) { throw new Error(`${object.kind} ${object.name} is not in this release`); }
      const json = JSON.parse(JSON.stringify(current.json));
      setField(json, edit);
      objects.set(object, withJson(object, json));
    }
  }
}

/** A thousand edits of an update look for their objects. */
const lookups = perUpdate(({ objects: { added, removed, kept } }) => ({
  added: new Set(added),
  removed: new Set(removed),
  previous: new Map(kept.map(({ before, after }) => [after, before])),
}));

function requireIn(object: ManifestObject, objects: ReadonlySet<ManifestObject>): void {
  if (!objects.has(object)) { throw new Error(`${object.kind} ${object.name} cannot be retained or omitted`); }
}

/** Replaces the object by one with other contents. */
function withJson(object: ManifestObject, json: ManifestObject['json']): ManifestObject {
  const { file, document, place, lineOf } = object;
  return objectOf(json, { file, document, place, lineOf }).object!;
}

export function asYaml(objects: readonly ManifestObject[]): string {
  return objects.map(({ json }) => dump(json, { noRefs: true, lineWidth: -1 })).join('---\n');
}
