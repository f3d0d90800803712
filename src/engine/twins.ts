import { addTo, identityOf, isSameJson, ManifestObject } from '../manifests';
import type { ObjectEdit } from '../patching/patch-file';

/**
 * Adds to edits of an object those of all its exact copies in other files of a set: for a cluster they are one object, and must stay
 * equal.
 */
export function withTwinsIn(objects: readonly ManifestObject[]): (edits: readonly ObjectEdit[]) => ObjectEdit[] {
  const alike = new Map<string | undefined, ManifestObject[]>();
  objects.forEach(object => addTo(alike, identityOf(object), object));
  const twinsOf = (object: ManifestObject): ManifestObject[] => {
    const identity = identityOf(object);
    const others = identity === undefined ? [] : alike.get(identity) ?? [];
    return others.filter(other => other !== object && isSameJson(other.json, object.json));
  };
  return edits => edits.flatMap(edit => [edit, ...twinsOf(edit.object).map(object => ({ ...edit, object }))]);
}
