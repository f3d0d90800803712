import { Change } from './object-diff';
import { isSameObject } from './untouched';
import { perUpdate } from './update';
import { isUpdateRefused } from '../../analysis/identity/refused-updates';
import { oncePerPair, once } from '../../analysis/memoize';
import { POD_TEMPLATE } from '../../analysis/pod/pod-spec';
import { normalPodTemplate } from '../../analysis/pod/template-defaults';
import { isSameJson, booleanAt, groupOf, listAt, ManifestObject, mappingAt, Path, rootOf, stringAt } from '../../manifests';

const RESTARTING = ['apps/Deployment', 'extensions/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'extensions/DaemonSet', 'argoproj.io/Rollout'];
const LISTS: Path[] = [[...POD_TEMPLATE, 'spec', 'containers'], [...POD_TEMPLATE, 'spec', 'initContainers']];

/** Controllers that replace their pods when the template changes: those whose template does change, unless the API server refuses the change. */
export const restarted = perUpdate(({ objects }): readonly Change<ManifestObject>[] =>
  objects.kept.filter(kept => isRestarting(kept.after)
    && !isWaiting(kept.after)
    && !isSameObject(kept)
    && hasOtherTemplate(kept)
    && !isUpdateRefused(kept)));

/** Whether a Deployment's pods are replaced. */
export function restarts({ before, after }: Change<{ readonly object: ManifestObject }>): boolean {
  return hasOtherTemplate({ before: before.object, after: after.object });
}

/** Whether an update creates new pods. Most templates stay the same, or have another image, which is cheap to check first. */
export const hasOtherTemplate = oncePerPair(kept => {
  const [old, now] = [kept.before, kept.after].map(({ json }) => mappingAt(rootOf(json), POD_TEMPLATE).value);
  return !isSameJson(old, now) && (hasOtherImage(kept) || !isSameJson(templateOf(kept.before), templateOf(kept.after)));
});

/** Whether a container has another image than the previous one in its position. */
export function hasOtherImage({ before, after }: Change<ManifestObject>): boolean {
  return LISTS.some(list => {
    const [old, now] = [before, after].map(({ json }) => listAt(rootOf(json), list).map(container => stringAt(container, ['image'])));
    return old.length === now.length && old.some((image, i) => image && now[i] && image !== now[i]);
  });
}

/** Whether new pods must be requested explicitly, for example by deleting the old ones. */
function isWaiting({ json }: ManifestObject): boolean {
  return stringAt(rootOf(json), ['spec', 'updateStrategy', 'type']) === 'OnDelete' || booleanAt(rootOf(json), ['spec', 'paused']) === true;
}

function isRestarting(object: ManifestObject): boolean {
  return RESTARTING.includes(`${groupOf(object)}/${object.kind}`);
}

/** The template of an object with the defaults of the API server, so that equivalent templates are equal. */
export const templateOf = once(({ json }: ManifestObject): unknown =>
  normalPodTemplate(mappingAt(rootOf(json), POD_TEMPLATE).value));
