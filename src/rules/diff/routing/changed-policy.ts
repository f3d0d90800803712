import { isPolicy } from '../../../analysis/traffic/network-policies';
import { isSameJson, ManifestObject } from '../../../manifests';
import { perUpdate, Update } from '../update';

/** Of the policies about some pods, as they will be and as they were: one that is new or changed, or else one that is removed. */
export function changedPolicy(
  now: readonly ManifestObject[], was: readonly ManifestObject[], update: Update,
): ManifestObject | undefined {
  const stays = withSameSpec(update);
  return now.find(object => !stays.has(object)) ?? was.find(object => update.objects.removed.includes(object));
}

const withSameSpec = perUpdate(({ objects }): ReadonlySet<ManifestObject> => new Set(objects.kept
  .filter(({ before, after }) => isPolicy(after) && ['spec', 'specs'].every(field => isSameJson(before.json[field], after.json[field])))
  .map(({ after }) => after)));
