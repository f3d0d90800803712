import { counterparts } from './service-steps';
import { isSameJson, ManifestObject, Route } from '../../../manifests';
import { Change } from '../object-diff';
import { defer, Edit, keepPrevious, retain } from '../recipe';
import { isSameObject } from '../untouched';
import { Update } from '../update';

/** Whether an HTTPProxy gets other requests than before, although it stays the same: others include it in another way. */
export function isReachedOtherwise({ before, after }: Change<Route>): boolean {
  return !isSameJson(requestsOf(before), requestsOf(after));
}

function requestsOf({ ways = [] }: Route): unknown {
  return ways.map(({ hosts, conditions, isHttp }) => ({ hosts, conditions, isHttp }));
}

/** The change, but with the HTTPProxies on the way to a route as they are now; the route is from before or after the change. */
export function waysAsNow(route: Route, update: Update): Edit[] {
  const { added, removed } = counterparts(update);
  return includersOf(route).flatMap((object): Edit[] => {
    if (removed.has(object)) { return [retain(object)]; }
    if (added.has(object)) { return [defer(object)]; }
    const kept = changedOn(object, update);
    return kept ? [keepPrevious(kept)] : [];
  });
}

/** The cause on the way to an unchanged route: an HTTPProxy after the change, or a removed one. */
export function changedIncluder(before: Route, update: Update): ManifestObject | undefined {
  const { removed } = counterparts(update);
  return includersOf(before).reverse()
    .map(object => removed.has(object) ? object : changedOn(object, update))
    .find(object => object !== undefined);
}

function includersOf({ ways = [] }: Route): ManifestObject[] {
  return [...new Set(ways.flatMap(({ through }) => through))];
}

function changedOn(object: ManifestObject, update: Update): ManifestObject | undefined {
  const { afterOf, beforeOf } = counterparts(update);
  const [before, after] = [beforeOf.get(object) ?? object, afterOf.get(object) ?? object];
  return before !== after && !isSameObject({ before, after }) ? after : undefined;
}
