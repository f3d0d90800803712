import { Change, ObjectDiff, diffObjects, diffViews } from './object-diff';
import { isSameObject } from './untouched';
import { once } from '../../analysis/memoize';
import { CompareContracts } from '../../contracts';
import { Autoscaler, Budget, ManifestObject, ManifestSet, Route, Service, Workload } from '../../manifests';

/** What runs in one cluster before and after an update. */
export interface Update {
  readonly before: ManifestSet;
  readonly after: ManifestSet;
  readonly objects: ObjectDiff<ManifestObject>;
  readonly workloads: ObjectDiff<Workload>;
  readonly services: ObjectDiff<Service>;
  readonly budgets: ObjectDiff<Budget>;
  readonly autoscalers: ObjectDiff<Autoscaler>;
  readonly routes: ObjectDiff<Route>;
  /** Compares contracts of APIs; without it, changed contracts are not compared. */
  readonly compareContracts?: CompareContracts;
}

export function updateOf(before: ManifestSet, after: ManifestSet, compareContracts?: CompareContracts): Update {
  const objects = diffObjects(before.objects, after.objects);
  return {
    before,
    after,
    objects,
    workloads: diffViews(objects, before.workloads, after.workloads),
    services: diffViews(objects, before.services, after.services),
    budgets: diffViews(objects, before.budgets, after.budgets),
    autoscalers: diffViews(objects, before.autoscalers, after.autoscalers),
    routes: diffViews(objects, before.routes, after.routes),
    compareContracts,
  };
}

/** The objects that exist before and after, and differ. */
export function changedObjects({ objects }: Update): Change<ManifestObject>[] {
  return objects.kept.filter(kept => !isSameObject(kept));
}

/** Computes a value once for each update, whichever rules ask for it. */
export const perUpdate: <T>(compute: (update: Update) => T) => (update: Update) => T = once;
