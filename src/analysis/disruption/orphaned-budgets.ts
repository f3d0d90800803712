import { Budget, keyOf, ManifestObject, ManifestSet, Workload } from '../../manifests';
import { perCluster } from '../memoize';

/**
 * By budgets that select no pod: the Deployment without a budget that each was probably meant for, since their names
 * agree, or one of the labels that it selects by.
 */
export const orphanedBudgets = perCluster(({ budgets, workloads, selected }): ReadonlyMap<ManifestObject, Workload> => {
  const unguarded = unguardedBy(workloads.filter(workload => workload.budgets.length === 0));
  const orphans = budgets.filter(({ object }) => selected.get(object)!.length === 0);
  return new Map(orphans.flatMap(budget => {
    const workload = hintsOf(budget).map(hint => unguarded.get(hint)).find(found => found !== undefined);
    return workload ? [[budget.object, workload] as const] : [];
  }));
});

const orphanedWorkloads = perCluster(manifests => new Set(orphanedBudgets(manifests).values()));

/** Whether there is a budget that was probably meant for these pods but misses them. */
export function isOrphaned(workload: Workload, manifests: ManifestSet): boolean {
  return orphanedWorkloads(manifests).has(workload);
}

function unguardedBy(workloads: Workload[]): Map<string, Workload> {
  const found = new Map<string, Workload>();
  for (const workload of workloads) {
    const { namespace, name, podLabels } = workload;
    for (const hint of [keyOf(namespace, name), ...byLabels(namespace, podLabels)]) {
      if (!found.has(hint)) { found.set(hint, workload); }
    }
  }
  return found;
}

const SUFFIX = /[-.](?:pdb|budget|pod-disruption-budget|poddisruptionbudget|disruption-budget)$/;

function hintsOf({ object: { namespace, name }, selector }: Budget): string[] {
  return [keyOf(namespace, name.replace(SUFFIX, '')), ...byLabels(namespace, selector?.matchLabels ?? {})];
}

function byLabels(namespace: string | undefined, labels: Readonly<Record<string, string>>): string[] {
  return Object.entries(labels).map(([key, value]) => keyOf(namespace, key, value));
}
