import { defer, Edit, keepPrevious, retain, set } from './recipe';
import { isSameObject } from './untouched';
import { Update } from './update';
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

export function meshSteps(object: ManifestObject, { before, objects: { kept, added, removed } }: Update): MeshSteps {
  const keys = new Set((servicesBy(before).get(object) ?? []).map(({ object: { namespace, name } }) => keyOf(namespace, name)));
  const isAbout = (other: ManifestObject): boolean => keys.size > 0 && meshServices(other).some(key => keys.has(key));
  const changed = keys.size === 0 ? [] : kept.filter(pair => [pair.before, pair.after].some(isAbout) && !isSameObject(pair));
  const rules = changed.filter(({ after }) => isDestinationRule(after));
  const routes = [
    ...changed.filter(({ after }) => isVirtualService(after)).map(({ after }) => keepPrevious(after)),
    ...added.filter(other => isVirtualService(other) && isAbout(other)).map(defer),
  ];
  const retained = removed.filter(isAbout).map(retain);
  // Argo Rollouts starts no pod while a route that it manages has no destination for its pods.
  const rollouts = routes.length === 0 ? [] : added
    .filter(other => other.kind === 'Rollout' && other.namespace === object.namespace)
    .filter(other => valueAt(rootOf(other.json), TRAFFIC_ROUTING) !== undefined)
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
