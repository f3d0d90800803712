import { RULES } from './catalogue';
import { ClusterProfile } from '../../analysis/cluster-profile';
import { ManifestSet } from '../../manifests';
import { invalidAcknowledgements } from '../acknowledgements';
import { Findings } from '../finding';
import { Rule } from '../rule';
import { RuleOverrides, runRules } from '../run-rules';

/** Runs rules on the manifests of one cluster: all rules, unless others are given. */
export function judge(
  manifests: ManifestSet, profile: ClusterProfile, policy: RuleOverrides, rules: readonly Rule[] = RULES,
): Findings {
  const { findings, acknowledged } = runRules(rules, rule => rule.judge(manifests, profile), manifests.objects, policy);
  const judged = manifests.objects.filter(object => !policy.excludes(object));
  return { findings: [...findings, ...invalidAcknowledgements(judged)], acknowledged };
}
