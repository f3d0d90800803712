import { RULES } from './catalogue';
import { Target } from '../../analysis/cluster-profile';
import { ManifestSet } from '../../manifests';
import { invalidAcknowledgements } from '../acknowledgements';
import { Findings } from '../finding';
import { Policy, runRules } from '../run-rules';

/** Judges one cluster by all rules. */
export function judge(manifests: ManifestSet, target: Target, policy: Policy): Findings {
  const { findings, acknowledged } = runRules(RULES, rule => rule.judge(manifests, target), manifests.objects, policy);
  const judged = manifests.objects.filter(object => !policy.excludes(object));
  return { findings: [...findings, ...invalidAcknowledgements(judged)], acknowledged };
}
