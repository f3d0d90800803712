import { malformed } from '../acknowledgements';
import { RULES } from './catalogue';
import { Target } from '../../analysis/cluster-profile';
import { ManifestSet } from '../../manifests';
import { judgedBy, Judgement, Policy } from '../judged-by';

/** Judges one cluster by all rules. */
export function judge(manifests: ManifestSet, target: Target, policy: Policy): Judgement {
  const { findings, exceptions } = judgedBy(RULES, rule => rule.judge(manifests, target), manifests.objects, policy);
  return { findings: [...findings, ...malformed(manifests.objects.filter(object => !policy.excludes(object)))], exceptions };
}
