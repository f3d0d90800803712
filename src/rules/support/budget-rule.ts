import { Budget, ManifestObject, ManifestSet, PodGroup, Workload } from '../../manifests';
import { Rule, Verdict, Violation } from '../rule';
import { Target } from '../target';
import { perCluster } from './per-cluster';

/** The pods that a budget counts. */
export interface Guarded {
  readonly groups: readonly PodGroup[];
  /** The first Deployment among them. */
  readonly workload?: Workload;
  /** The Deployment whose pods it counts, and no others: then the numbers of replicas are known. */
  readonly sole?: Workload;
}

/** What a rule says about one budget: its violations, none if it passes, undefined if the rule does not apply. */
export type JudgeBudget = (budget: Budget, guarded: Guarded, target: Target, manifests: ManifestSet) => Violation[] | undefined;

/** A rule that looks at one budget after the other, with the pods that it counts. */
export function budgetRule({ judge, ...rule }: Omit<Rule, 'judge'> & { readonly judge: JudgeBudget }): Rule {
  return {
    ...rule,
    judge: (manifests, target) => manifests.budgets.flatMap((budget): Verdict[] => {
      const guarded = guardedBy(budget, manifests);
      const violations = judge(budget, guarded, target, manifests);
      return violations === undefined ? [] : [{ object: budget.object, workload: guarded.workload, violations }];
    }),
  };
}

/** The Deployments of a cluster by their objects. */
export const workloadsByObject = perCluster((manifests): ReadonlyMap<ManifestObject, Workload> =>
  new Map(manifests.workloads.map(workload => [workload.object, workload])));

/** The pods that a budget counts. */
export function guardedBy({ object }: Budget, manifests: ManifestSet): Guarded {
  const groups = manifests.selected.get(object) ?? [];
  const known = workloadsByObject(manifests);
  const first = groups.find(group => known.has(group.object));
  const workload = first && known.get(first.object);
  return { groups, workload, sole: groups.length === 1 ? workload : undefined };
}
