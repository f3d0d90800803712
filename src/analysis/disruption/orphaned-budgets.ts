import { Budget, keyOf, ManifestObject, ManifestSet, Workload } from '../../manifests';
import { perCluster } from '../memoize';
import { mayHaveForeignPods } from '../traffic/foreign-pods';

/**
 * By budgets that select no pod: the Deployment without a budget that each was probably meant for, since their names
 * or a label that names an application agree. Pods that operators create here may be the intended ones.
 */
export const orphanedBudgets = perCluster((manifests): ReadonlyMap<ManifestObject, Workload> => {
  const { budgets, workloads, selected } = manifests;
  const unguarded = unguardedBy(workloads.filter(workload => workload.budgets.length === 0));
  const orphans = budgets
    .filter(({ object }) => selected.get(object)!.length === 0 && !mayHaveForeignPods(manifests, object.namespace));
  return new Map(orphans.flatMap(budget => {
    const [byName, ...byLabel] = hintsOf(budget).map(hint => unguarded.get(hint));
    const workload = byName ?? byLabel.find(found => found && !isOther(budget, found));
    return workload ? [[budget.object, workload] as const] : [];
  }));
});

const orphanedWorkloads = perCluster(manifests => new Set(orphanedBudgets(manifests).values()));

/** Whether there is a budget that was probably meant for these pods but does not match them. */
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

/** The labels that name the application of a pod; others, such as `app.kubernetes.io/part-of`, are shared by many. */
const NAMING = new Set([
  'app', 'name', 'k8s-app', 'component', 'app.kubernetes.io/name', 'app.kubernetes.io/instance', 'app.kubernetes.io/component',
]);

function byLabels(namespace: string | undefined, labels: Readonly<Record<string, string>>): string[] {
  return Object.entries(labels).filter(([key]) => NAMING.has(key)).map(([key, value]) => keyOf(namespace, key, value));
}

/** Whether a budget names an application other than that of these pods. */
function isOther({ selector }: Budget, { podLabels }: Workload): boolean {
  return Object.entries(selector?.matchLabels ?? {})
    .some(([key, value]) => NAMING.has(key) && podLabels[key] !== undefined && podLabels[key] !== value);
}
