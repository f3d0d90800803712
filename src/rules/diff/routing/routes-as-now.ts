import { retainedBackends } from './removed-routes';
import { RoutePath } from './route-paths';
import { waysAsNow } from './route-ways';
import { counterparts } from './service-steps';
import { ManifestObject, Route } from '../../../manifests';
import { distinctEdits, Edit, keepPrevious, defer, retain } from '../recipe';
import { isSameObject } from '../untouched';
import { Update } from '../update';

/** The change, with the current routes: a route of the change, and others that have its paths now. */
export function routesAsNow(route: Route, paths: readonly RoutePath[], update: Update): Edit[] {
  const { added, removed, beforeOf, afterOf } = counterparts(update);
  const retained = [...new Set(paths.map(path => path.route.object))]
    .filter(object => removed.has(object))
    .map((object): Edit => retain(object));
  const hasChanged = (after: ManifestObject): boolean => {
    const before = beforeOf.get(after);
    return before === undefined || !isSameObject({ before, after });
  };
  const own = added.has(route.object)
    ? [defer(route.object)]
    : [route.object].filter(hasChanged).map((object): Edit => keepPrevious(object));
  const others = paths
    .map(path => path.route.object)
    .filter(object => !removed.has(object) && beforeOf.get(route.object) !== object);
  const left = [...new Set(others)]
    .flatMap(object => afterOf.get(object) ?? [])
    .filter(hasChanged)
    .map((object): Edit => keepPrevious(object));
  const ways = [route, ...new Set(paths.map(path => path.route))].flatMap(each => waysAsNow(each, update));
  return distinctEdits([...retainedBackends(paths, update), ...retained, ...own, ...left, ...ways]);
}
