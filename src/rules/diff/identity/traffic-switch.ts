import { servicesBy } from '../../../analysis/identity/controllers';
import { isSameJson, ManifestObject, Service } from '../../../manifests';
import { runningPods } from '../routing/service-steps';
import { perUpdate, Update } from '../update';

/**
 * Whether each Service of a controller switches to pods that do not run yet. Another rule reports a selector that changes
 * too early, and its remedy keeps the old pods as well.
 */
export function isSwitchedAway(object: ManifestObject, update: Update): boolean {
  const services = servicesBy(update.before).get(object) ?? [];
  return services.length > 0 && services.every(service => switched(update).has(service.object));
}

const switched = perUpdate((update): ReadonlySet<ManifestObject> => new Set(update.services.kept
  .filter(({ before, after }) => !isSameJson(before.selector, after.selector) && sendsToNone(after, update))
  .map(({ before }) => before.object)));

function sendsToNone(service: Service, update: Update): boolean {
  return Object.keys(service.selector).length > 0 && update.after.selected.get(service.object)!.length > 0
    && runningPods(update, service.object.namespace, service.selector).length === 0;
}
