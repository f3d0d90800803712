import { acknowledged, needless } from './acknowledgements';
import { Exception, Finding } from './finding';
import { RuleText, Severity, Verdict } from './rule';
import { ManifestObject } from '../manifests';

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

/** Asks rules as a policy has it; `objects` are those whose acceptances are to be needed. */
export function judgedBy<R extends RuleText>(
  all: readonly R[], ask: (rule: R) => readonly Verdict[], objects: readonly ManifestObject[], { severities, excludes }: Policy,
): Judgement {
  const rules = all.filter(({ id }) => severities[id] !== 'off');
  const found = rules.flatMap(rule => ask(rule)
    .filter(({ object, workload, violations }) => violations.length > 0 && !excludes(object) && !(workload && excludes(workload.object)))
    .flatMap(({ object, workload, violations }) => violations.map((violation): Finding => {
      const decided = severities[rule.id] as Severity | undefined;
      return { ...violation, rule, severity: decided ?? violation.severity ?? rule.severity, object, workload };
    })));
  const { findings, exceptions, used } = acknowledged(found);
  return { findings: [...findings, ...needless(objects.filter(object => !excludes(object)), new Set(rules.map(({ id }) => id)), used)], exceptions };
}
