import { HELM_HOOK } from '../../../analysis/config/hook-annotations';
import { ManifestObject, Path } from '../../../manifests';
import { Violation } from '../../../rules';
import { displayName } from '../../wording/objects';
import { set } from '../recipe';

const HOOK: Path = ['metadata', 'annotations', HELM_HOOK];

/** An object of running pods becomes a hook of Helm. */
export function hookViolation(object: ManifestObject, consequence: string): Violation {
  const what = displayName(object);
  return {
    path: HOOK,
    message: `${what} becomes a hook, and so is no longer part of the release: Helm deletes it in this upgrade, after the hooks have run, and from then on ${consequence}.`,
    fix: `Give the hooks another ${object.kind}, and keep ${what} in the release.`,
    recipe: [{ edits: [set(object, HOOK, undefined)] }],
  };
}
