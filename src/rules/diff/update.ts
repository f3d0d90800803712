import { Kept, Matched, matchedObjects, matchedViews } from './matched';
import { isSameObject } from './untouched';
import { once } from '../../analysis/memoize';
import { Autoscaler, Budget, ManifestObject, ManifestSet, Route, Service, Workload } from '../../manifests';

/** What runs in one cluster, and what will run there. */
export interface Update {
  readonly before: ManifestSet;
  readonly after: ManifestSet;
  readonly objects: Matched<ManifestObject>;
  readonly workloads: Matched<Workload>;
  readonly services: Matched<Service>;
  readonly budgets: Matched<Budget>;
  readonly autoscalers: Matched<Autoscaler>;
  readonly routes: Matched<Route>;
}

export function updateOf(before: ManifestSet, after: ManifestSet): Update {
  const objects = matchedObjects(before.objects, after.objects);
  return {
    before,
    after,
    objects,
    workloads: matchedViews(objects, before.workloads, after.workloads),
    services: matchedViews(objects, before.services, after.services),
    budgets: matchedViews(objects, before.budgets, after.budgets),
    autoscalers: matchedViews(objects, before.autoscalers, after.autoscalers),
    routes: matchedViews(objects, before.routes, after.routes),
  };
}

/** What is there before and after, and says something else. */
export function changedObjects({ objects }: Update): Kept<ManifestObject>[] {
  return objects.kept.filter(kept => !isSameObject(kept));
}

/** Computes something once for each update, whichever rules ask for it. */
export const perUpdate: <T>(compute: (update: Update) => T) => (update: Update) => T = once;
