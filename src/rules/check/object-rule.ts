import { Target } from '../../analysis/cluster-profile';
import { ManifestObject, ManifestSet } from '../../manifests';
import { Rule, RuleResult, Violation } from '../rule';

/** What a rule says about one object: its violations, none if it passes, undefined if the rule does not apply. */
export type JudgeObject = (object: ManifestObject, target: Target, manifests: ManifestSet) => Violation[] | undefined;

/** A rule that looks at one object after the other, whatever its kind. */
export function objectRule({ judge, ...rule }: Omit<Rule, 'judge'> & { readonly judge: JudgeObject }): Rule {
  return {
    ...rule,
    judge: (manifests, target) => manifests.objects.flatMap((object): RuleResult[] => {
      const violations = judge(object, target, manifests);
      return violations === undefined ? [] : [{ object, violations }];
    }),
  };
}
