import { RuleResult, ClusterProfile, Violation } from '..';
import { Change } from './object-diff';
import { Update } from './update';
import { UpdateRule } from './update-rule';
import { Service, Workload } from '../../manifests';

/** What a rule finds in one thing that stays: its violations, none if it passes, undefined if the rule does not apply. */
export type JudgeChange<T> = (kept: Change<T>, update: Update, profile: ClusterProfile) => Violation[] | undefined;

type WithoutJudge = Omit<UpdateRule, 'judge'>;

/** A rule that judges each Deployment that stays. */
export function workloadChangeRule({ judge, ...rule }: WithoutJudge & { readonly judge: JudgeChange<Workload> }): UpdateRule {
  return {
    ...rule,
    judge: (update, profile) => update.workloads.kept.flatMap((kept): RuleResult[] => {
      const violations = judge(kept, update, profile);
      return violations === undefined ? [] : [{ object: kept.after.object, workload: kept.after, violations }];
    }),
  };
}

/** A rule that judges each Service that stays. */
export function serviceChangeRule({ judge, ...rule }: WithoutJudge & { readonly judge: JudgeChange<Service> }): UpdateRule {
  return {
    ...rule,
    judge: (update, profile) => update.services.kept.flatMap((kept): RuleResult[] => {
      const violations = judge(kept, update, profile);
      return violations === undefined ? [] : [{ object: kept.after.object, violations }];
    }),
  };
}
