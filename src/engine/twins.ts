import { identityOf, isSameJson, ManifestObject } from '../manifests';
import type { ObjectEdit } from '../patching/patch-file';

/**
 * Edits of an object and of all its exact copies in other files of a set: for a cluster they are one object, and must stay equal.
 */
export function withTwins(edits: readonly ObjectEdit[], objects: readonly ManifestObject[]): ObjectEdit[] {
  return edits.flatMap(edit => [edit, ...twinsOf(edit.object, objects).map(object => ({ ...edit, object }))]);
}

function twinsOf(object: ManifestObject, objects: readonly ManifestObject[]): ManifestObject[] {
  const identity = identityOf(object);
  if (identity === undefined) { return []; }
  return objects.filter(other => other !== object && identityOf(other) === identity && isSameJson(other.json, object.json));
}
