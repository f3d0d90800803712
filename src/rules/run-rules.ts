import { separateAcknowledged, unusedAcknowledgements } from './acknowledgements';
import { Finding, Findings } from './finding';
import { RuleResult, RuleText, Severity } from './rule';
import { ManifestObject } from '../manifests';

/** The decisions of a repository about all its manifests. */
export interface RuleOverrides {
  /** By rule id, instead of the severity of the rule. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  /** The same for objects of some namespaces: the first that matches and has the rule decides. */
  readonly namespaces?: readonly NamespaceOverrides[];
  /** Whether an object is excluded. */
  excludes(object: ManifestObject): boolean;
}

export interface NamespaceOverrides {
  readonly severities: RuleOverrides['severities'];
  fits(namespace: string): boolean;
}

/** The decision about a rule for an object; undefined if no policy has one. */
function decidedOf({ severities, namespaces = [] }: RuleOverrides, rule: string, object: ManifestObject): Severity | 'off' | undefined {
  const own = namespaces.find(({ severities: of, fits }) => Object.hasOwn(of, rule) && fits(object.namespace ?? ''));
  return (own?.severities ?? severities)[rule];
}

/** Runs rules under a policy; acknowledgements on `objects` that match no finding are reported. */
export function runRules<R extends RuleText>(
  rules: readonly R[], run: (rule: R) => readonly RuleResult[], objects: readonly ManifestObject[], policy: RuleOverrides,
): Findings {
  const known = new Set(rules.map(({ id }) => id));
  const isOff = (rule: string, object: ManifestObject): boolean => decidedOf(policy, rule, object) === 'off';
  const found: Finding[] = [];
  for (const rule of rules) {
    for (const result of run(rule)) {
      for (const finding of findingsOf(rule, result, policy)) { found.push(finding); }
    }
  }
  const { findings, acknowledged, used } = separateAcknowledged(found);
  const judged = objects.filter(object => !policy.excludes(object));
  const unused = unusedAcknowledgements(judged, (id, object) => known.has(id) && !isOff(id, object), used);
  return { findings: [...findings, ...unused], acknowledged };
}

const NONE: readonly Finding[] = [];

function findingsOf(
  rule: RuleText,
  { object, workload, about, violations }: RuleResult,
  policy: RuleOverrides,
): readonly Finding[] {
  // Most results have none.
  if (violations.length === 0) { return NONE; }
  const objects = [object, ...workload ? [workload.object] : [], ...about ? [about] : []];
  if (objects.some(policy.excludes)) { return []; }
  const decided = decidedOf(policy, rule.id, object);
  if (decided === 'off') { return []; }
  return violations.map(violation => {
    const severity = decided ?? violation.severity ?? rule.severity;
    return { ...violation, rule, severity, object, workload, about };
  });
}
