import { defer, Edit, keepPrevious, retain, set } from './recipe';
import { isSameObject } from './untouched';
import { perUpdate, Update } from './update';
import { servicesBy } from '../../analysis/identity/controllers';
import { isDestinationRule, meshServices } from '../../analysis/traffic/mesh-routes';
import { isVirtualService, keyOf, listAt, ManifestObject, rootOf, stringAt, valueAt } from '../../manifests';

const SUBSETS = ['spec', 'subsets'];
const TRAFFIC_ROUTING = ['spec', 'strategy', 'canary', 'trafficRouting'];

/** How the routes of a mesh move from old pods to those that replace them: after these are ready, and before the old ones are removed. */
export interface MeshSteps {
  /** While the new pods start: all subsets are defined, and the routes stay. */
  readonly starting: readonly Edit[];
  /** When they are ready: the routes move, and old pods serve the requests that proxies still send them; undefined where no route moves. */
  readonly moving?: readonly Edit[];
}

/** What an update changes in the routes of a mesh, of which most updates have none. */
const meshChanges = perUpdate(({ objects: { kept, added, removed } }) => {
  const isMesh = (object: ManifestObject): boolean => meshServices(object).length > 0;
  return {
    changed: kept.filter(pair => [pair.before, pair.after].some(isMesh) && !isSameObject(pair)),
    added: added.filter(object => isVirtualService(object) && isMesh(object)),
    removed: removed.filter(isMesh),
    rollouts: added.filter(({ kind, json }) => kind === 'Rollout' && valueAt(rootOf(json), TRAFFIC_ROUTING) !== undefined),
  };
});

export function meshSteps(object: ManifestObject, update: Update): MeshSteps {
  const services = servicesBy(update.before).get(object) ?? [];
  const keys = new Set(services.map(({ object: { namespace, name } }) => keyOf(namespace, name)));
  const isAbout = (other: ManifestObject): boolean => meshServices(other).some(key => keys.has(key));
  const mesh = meshChanges(update);
  const changed = mesh.changed.filter(pair => [pair.before, pair.after].some(isAbout));
  const rules = changed.filter(({ after }) => isDestinationRule(after));
  const routes = [
    ...changed.filter(({ after }) => isVirtualService(after)).map(({ after }) => keepPrevious(after)),
    ...mesh.added.filter(isAbout).map(defer),
  ];
  const retained = mesh.removed.filter(isAbout).map(retain);
  // Argo Rollouts starts no pod while a route that it manages has no destination for its pods.
  const rollouts = routes.length === 0 ? [] : mesh.rollouts.filter(({ namespace }) => namespace === object.namespace)
    .map(rollout => set(rollout, TRAFFIC_ROUTING, undefined));
  return {
    starting: [...retained, ...routes, ...rollouts, ...rules.flatMap(pair => subsets(pair.after, pair.before, pair.after))],
    ...routes.length > 0 && {
      moving: [
        ...retained.filter(edit => isDestinationRule(edit.object)),
        ...rules.flatMap(pair => subsets(pair.after, pair.after, pair.before)),
      ],
    },
  };
}

/** All subsets of both; for the same name, those of the first. */
export function subsets(rule: ManifestObject, first: ManifestObject, second: ManifestObject): Edit[] {
  const [own, others] = [first, second].map(({ json }) => listAt(rootOf(json), SUBSETS));
  const names = new Set(own.map(subset => stringAt(subset, ['name'])));
  const all = [...own, ...others.filter(subset => !names.has(stringAt(subset, ['name'])))].map(({ value }) => value);
  return all.length === 0 ? [] : [set(rule, SUBSETS, all)];
}
