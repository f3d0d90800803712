import { podsIn } from '../../../analysis/traffic/known-pods';
import { workloadsByObject } from '../../../analysis/workloads';
import { ManifestSet, matcherOf, numberAt, PodOwner, rootOf, Service } from '../../../manifests';
import { distinctEdits, Edit, retain } from '../recipe';
import { retainOldWorkload } from '../retain-old-workload';
import { perUpdate, Update } from '../update';

/** Maps each object that stays to its previous or next version. */
export const counterparts = perUpdate(({ objects: { kept, added, removed } }) => ({
  afterOf: new Map(kept.map(({ before, after }) => [before, after])),
  beforeOf: new Map(kept.map(({ before, after }) => [after, before])),
  added: new Set(added),
  removed: new Set(removed),
}));

/** The minimum number of pods; undefined where the nodes or another controller decide. */
export function podCount({ object }: Pick<PodOwner, 'object'>, manifests: ManifestSet): number | undefined {
  const workload = workloadsByObject(manifests).get(object);
  if (workload) { return workload.replicas.min; }
  if (object.kind === 'Pod') { return 1; }
  const counted = ['StatefulSet', 'ReplicaSet', 'ReplicationController', 'Rollout'].includes(object.kind);
  return counted ? numberAt(rootOf(object.json), ['spec', 'replicas']) ?? 1 : undefined;
}

/** The sum of all; undefined where some are not known. */
export function countOf(groups: readonly PodOwner[], manifests: ManifestSet): number | undefined {
  return groups.map(group => podCount(group, manifests))
    .reduce((sum, count) => sum === undefined || count === undefined ? undefined : sum + count, 0);
}

/** The running pods that stay and match a selector. */
export function runningPods(update: Update, namespace: string | undefined, selector: Service['selector']): PodOwner[] {
  return runningAmong(update, podsIn(update.before, namespace), selector);
}

export function runningAmong(update: Update, groups: readonly PodOwner[], selector: Service['selector']): PodOwner[] {
  const { afterOf } = counterparts(update);
  const fits = matcherOf({ matchLabels: selector, matchExpressions: [] });
  return groups.filter(group => fits(group.podLabels) && afterOf.has(group.object) && podCount(group, update.before) !== 0);
}

/** Edits that keep pods serving in a release that removes them. */
export function retainedPods(update: Update, groups: readonly PodOwner[]): Edit[] {
  const { removed } = counterparts(update);
  return distinctEdits(groups
    .filter(({ object }) => removed.has(object))
    .flatMap(({ object }) => retainOldWorkload(object, update)));
}

/** Edits that keep a Service serving in a release that removes it. */
export function retainedService(update: Update, service: Service): Edit[] {
  const own = counterparts(update).removed.has(service.object) ? [retain(service.object)] : [];
  return distinctEdits([...own, ...retainedPods(update, update.before.selected.get(service.object) ?? [])]);
}
