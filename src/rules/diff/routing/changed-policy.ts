import { isPolicy } from '../../../analysis/traffic/network-policies';
import { isSameJson, ManifestObject } from '../../../manifests';
import { perUpdate, Update } from '../update';

/** The policy that causes a change, among those about some pods after and before: one that is new or changed, or else a removed one. */
export function changedPolicy(
  now: readonly ManifestObject[], was: readonly ManifestObject[], update: Update,
): ManifestObject | undefined {
  const stays = withSameSpec(update);
  return now.find(object => !stays.has(object)) ?? was.find(object => update.objects.removed.includes(object));
}

const withSameSpec = perUpdate(({ objects }): ReadonlySet<ManifestObject> => new Set(objects.kept
  .filter(({ before, after }) => isPolicy(after) && ['spec', 'specs'].every(field => isSameJson(before.json[field], after.json[field])))
  .map(({ after }) => after)));
