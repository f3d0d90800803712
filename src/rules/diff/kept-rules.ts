import { Kept } from './matched';
import { Update } from './update';
import { UpdateRule } from './update-rule';
import { Service, Workload } from '../../manifests';
import { RuleResult, Target, Violation } from '../../rules';

/** What a rule says about one thing that stays: its violations, none if it passes, undefined if the rule does not apply. */
export type JudgeKept<T> = (kept: Kept<T>, update: Update, target: Target) => Violation[] | undefined;

type WithoutJudge = Omit<UpdateRule, 'judge'>;

/** A rule that looks at one Deployment that stays after the other. */
export function keptWorkloadRule({ judge, ...rule }: WithoutJudge & { readonly judge: JudgeKept<Workload> }): UpdateRule {
  return {
    ...rule,
    judge: (update, target) => update.workloads.kept.flatMap((kept): RuleResult[] => {
      const violations = judge(kept, update, target);
      return violations === undefined ? [] : [{ object: kept.after.object, workload: kept.after, violations }];
    }),
  };
}

/** A rule that looks at one Service that stays after the other. */
export function keptServiceRule({ judge, ...rule }: WithoutJudge & { readonly judge: JudgeKept<Service> }): UpdateRule {
  return {
    ...rule,
    judge: (update, target) => update.services.kept.flatMap((kept): RuleResult[] => {
      const violations = judge(kept, update, target);
      return violations === undefined ? [] : [{ object: kept.after.object, violations }];
    }),
  };
}
