import { ClusterProfile } from '../../analysis/cluster-profile';
import { ManifestSet, Workload } from '../../manifests';
import { Rule, RulePart, RuleResult, Violation } from '../rule';

/** What a rule says about one workload: its violations, none if it passes, undefined if the rule does not apply. */
export type JudgeWorkload = (workload: Workload, profile: ClusterProfile, manifests: ManifestSet) => Violation[] | undefined;

/** A rule that looks at one workload, with what belongs to it, after the other. */
export function workloadRule({ judge, ...rule }: Omit<Rule, 'judge'> & { readonly judge: JudgeWorkload }): Rule {
  return { ...rule, ...workloadPart(judge) };
}

/** The same of a rule that has several parts. */
export function workloadPart(judge: JudgeWorkload): RulePart {
  return {
    judge: (manifests, profile) => manifests.workloads.flatMap((workload): RuleResult[] => {
      const violations = judge(workload, profile, manifests);
      return violations === undefined ? [] : [{ object: workload.object, workload, violations }];
    }),
  };
}
