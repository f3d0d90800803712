import { ClusterProfile } from '../../analysis/cluster-profile';
import { GuardedPods, guardedBy } from '../../analysis/disruption/guarded-pods';
import { Budget, ManifestSet } from '../../manifests';
import { Rule, RulePart, RuleResult, Violation } from '../rule';

/** What a rule says about one budget: its violations, none if it passes, undefined if the rule does not apply. */
export type JudgeBudget = (
  budget: Budget,
  guarded: GuardedPods,
  profile: ClusterProfile,
  manifests: ManifestSet,
) => Violation[] | undefined;

/** A rule that examines each budget, with the pods that it counts. */
export function budgetRule({ judge, ...rule }: Omit<Rule, 'judge'> & { readonly judge: JudgeBudget }): Rule {
  return { ...rule, ...budgetPart(judge) };
}

/** The same for a rule with several parts. */
export function budgetPart(judge: JudgeBudget): RulePart {
  return {
    judge: (manifests, profile) => manifests.budgets.flatMap((budget): RuleResult[] => {
      const guarded = guardedBy(budget, manifests);
      const violations = judge(budget, guarded, profile, manifests);
      return violations === undefined ? [] : [{ object: budget.object, workload: guarded.workload, violations }];
    }),
  };
}
