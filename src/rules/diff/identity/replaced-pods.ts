import { hasPods, isBarePod } from '../../../analysis/identity/controllers';
import { addTo, isArgoRollout, isDeployment, ManifestObject } from '../../../manifests';
import { perUpdate } from '../update';

/** Pods without a controller that are removed in the release that adds a controller for the same Service, by that controller. */
export const replacedPods = perUpdate((update): ReadonlyMap<ManifestObject, ManifestObject[]> => {
  const { before, after, objects, services } = update;
  const [added, removed] = [new Set(objects.added), new Set(objects.removed)];
  const found = new Map<ManifestObject, ManifestObject[]>();
  for (const kept of services.kept) {
    const old = before.selected.get(kept.before.object)!.map(({ object }) => object);
    const next = after.selected.get(kept.after.object)!.map(({ object }) => object);
    // Other kinds would adopt the pods by their labels.
    const controller = next.find(object => isDeployment(object) || isArgoRollout(object));
    const isReplaced = old.every(object => isBarePod(object) && removed.has(object)) && next.every(object => added.has(object));
    if (!controller || !isReplaced || !hasPods(after, controller)) { continue; }
    for (const pod of old.filter(object => !found.get(controller)?.includes(object))) { addTo(found, controller, pod); }
  }
  return found;
});
