import { acknowledged, malformed, needless } from './acknowledgements';
import { RULES } from './catalogue';
import { Exception, Finding } from './finding';
import { Rule, Severity } from './rule';
import { Target } from './target';
import { ManifestObject, ManifestSet } from '../manifests';

/** What a repository decides for itself about all its manifests. */
export interface Policy {
  /** By rule id, in place of the rule's own. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  /** Whether an object is not judged. */
  excludes(object: ManifestObject): boolean;
}

export interface Judgement {
  readonly findings: Finding[];
  readonly exceptions: Exception[];
}

/** Judges one cluster by all rules. */
export function judge(manifests: ManifestSet, target: Target, policy: Policy): Judgement {
  const rules = RULES.filter(({ id }) => policy.severities[id] !== 'off');
  const found = rules.flatMap(rule => findingsOf(rule, manifests, target, policy));
  const judged = manifests.objects.filter(object => !policy.excludes(object));
  const { findings, exceptions, used } = acknowledged(found);
  return { findings: [...findings, ...malformed(judged), ...needless(judged, new Set(rules.map(({ id }) => id)), used)], exceptions };
}

function findingsOf(rule: Rule, manifests: ManifestSet, target: Target, { severities, excludes }: Policy): Finding[] {
  const decided = severities[rule.id] as Severity | undefined;
  return rule.judge(manifests, target)
    .filter(({ object, workload, violations }) => violations.length > 0 && !excludes(object) && !(workload && excludes(workload.object)))
    .flatMap(({ object, workload, violations }) => violations.map((violation): Finding =>
      ({ ...violation, rule, severity: decided ?? violation.severity ?? rule.severity, object, workload })));
}
