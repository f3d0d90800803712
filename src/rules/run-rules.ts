import { separateAcknowledged, unusedAcknowledgements } from './acknowledgements';
import { Finding, Findings } from './finding';
import { RuleResult, RuleText, Severity } from './rule';
import { ManifestObject } from '../manifests';

/** What a repository decides for itself about all its manifests. */
export interface RuleOverrides {
  /** By rule id, in place of the rule's own. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  /** Whether an object is not judged. */
  excludes(object: ManifestObject): boolean;
}

/** Runs rules as a policy has it; the acknowledgements on `objects` must be needed. */
export function runRules<R extends RuleText>(
  rules: readonly R[], run: (rule: R) => readonly RuleResult[], objects: readonly ManifestObject[], policy: RuleOverrides,
): Findings {
  const enabled = rules.filter(({ id }) => policy.severities[id] !== 'off');
  const found = enabled.flatMap(rule => run(rule).flatMap(result => findingsOf(rule, result, policy)));
  const { findings, acknowledged, used } = separateAcknowledged(found);
  const judged = objects.filter(object => !policy.excludes(object));
  return { findings: [...findings, ...unusedAcknowledgements(judged, new Set(enabled.map(({ id }) => id)), used)], acknowledged };
}

function findingsOf(
  rule: RuleText,
  { object, workload, about, violations }: RuleResult,
  { severities, excludes }: RuleOverrides,
): Finding[] {
  const objects = [object, ...workload ? [workload.object] : [], ...about ? [about] : []];
  if (violations.length === 0 || objects.some(excludes)) { return []; }
  const decided = severities[rule.id] as Severity | undefined;
  return violations.map(violation => {
    const severity = decided ?? violation.severity ?? rule.severity;
    return { ...violation, rule, severity, object, workload, about };
  });
}
