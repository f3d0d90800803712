import { ClusterProfile } from '../../analysis/cluster-profile';
import { ManifestObject, ManifestSet } from '../../manifests';
import { Rule, RulePart, RuleResult, Violation } from '../rule';

/** What a rule says about one object: its violations, none if it passes, undefined if the rule does not apply. */
export type JudgeObject = (object: ManifestObject, profile: ClusterProfile, manifests: ManifestSet) => Violation[] | undefined;

/** A rule that examines each object, whatever its kind. */
export function objectRule({ judge, ...rule }: Omit<Rule, 'judge'> & { readonly judge: JudgeObject }): Rule {
  return { ...rule, ...objectPart(judge) };
}

/** The same for a rule with several parts. */
export function objectPart(judge: JudgeObject): RulePart {
  return {
    judge: (manifests, profile) => {
      const results: RuleResult[] = [];
      for (const object of manifests.objects) {
        const violations = judge(object, profile, manifests);
        if (violations !== undefined) { results.push({ object, violations }); }
      }
      return results;
    },
  };
}
