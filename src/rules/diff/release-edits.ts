import { defer, Edit, keepPrevious, retain, set } from './recipe';
import { Update } from './update';
import { identityOf, isMapping, isSameJson, ManifestObject, ManifestSet, Path } from '../../manifests';

/** How a release differs from the whole change. */
export function editsOf({ objects, before: running, after }: Update, release: ManifestSet): Edit[] {
  const released = new Map(release.objects.map(object => [identityOf(object), object]));
  const named = new Set([...running.objects, ...after.objects].map(identityOf));
  const renamed = new Map(release.objects.filter(object => !named.has(identityOf(object)))
    .map(object => [placeOf(object), object]));
  const previous = new Map(objects.kept.map(pair => [pair.after, pair.before]));
  const isThere = ({ name }: ManifestObject): boolean => !name.endsWith('*');
  return [
    ...objects.removed.filter(isThere).flatMap((object): Edit[] => {
      const found = released.get(identityOf(object));
      return found ? [retain(object), ...fieldEdits(object, object.json, found.json)] : [];
    }),
    ...after.objects.filter(isThere).flatMap((object): Edit[] => {
      const before = previous.get(object);
      const found = released.get(identityOf(object)) ?? (before && released.get(identityOf(before)))
        ?? (before && renamed.get(placeOf(object)));
      if (!found) { return objects.added.includes(object) ? [defer(object)] : []; }
      if (isSameJson(found.json, object.json)) { return []; }
      return before && isSameJson(found.json, before.json) ? [keepPrevious(object)] : fieldEdits(object, object.json, found.json);
    }),
  ];
}

/** Where an object is written, which stays when a release gives it another name. */
function placeOf({ file, document, place }: ManifestObject): string {
  return JSON.stringify([file, document, place]);
}

/** The fields that differ, each as deep as the difference can be located. */
function fieldEdits(object: ManifestObject, from: unknown, to: unknown, path: Path = []): Edit[] {
  if (isSameJson(from, to)) { return []; }
  if (isMapping(from) && isMapping(to) && path.length < DEEPEST) {
    const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
    return [...keys].flatMap(key => fieldEdits(object, from[key], to[key], [...path, key]));
  }
  const areAlike = Array.isArray(from) && Array.isArray(to) && from.length === to.length && to.every(isMapping);
  return areAlike ? to.flatMap((item, i) => fieldEdits(object, from[i], item, [...path, i])) : [set(object, path, to)];
}

const DEEPEST = 40;
