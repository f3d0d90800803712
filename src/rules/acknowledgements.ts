import { HIDES_NOTHING, UNKNOWN_RULE, WITHOUT_REASON } from './acknowledgement-rules';
import { Exception, Finding } from './finding';
import { RuleText } from './rule';
import { ACKNOWLEDGE, isReason } from '../intent/acknowledgement';
import { INTENT_PREFIX } from '../intent/annotations';
import { RULE_IDS } from '../intent/rule-ids';
import { intentOf, intentPath, keyOf, ManifestObject, showPath } from '../manifests';

/** Findings, without those that somebody accepted with a reason, and with what is wrong about the acceptances. */
export function acknowledge(objects: readonly ManifestObject[], found: readonly Finding[], checked: ReadonlySet<string>): {
  readonly findings: Finding[];
  readonly exceptions: Exception[];
} {
  const used = new Set<string>();
  const exceptions: Exception[] = [];
  const findings = found.filter(finding => {
    const acceptance = acceptanceOf(finding);
    if (!acceptance) { return true; }
    used.add(useOf(acceptance.object, finding.rule.id));
    exceptions.push({ ...finding, reason: acceptance.reason });
    return false;
  });
  const wrong = objects.flatMap(object => Object.entries(acknowledgedOn(object)).flatMap(([rule, reason]) => {
    if (!RULE_IDS.has(rule)) { return [problem(UNKNOWN_RULE, object, rule, `There is no rule '${rule}', so this accepts nothing.`)]; }
    if (!isReason(reason)) { return [problem(WITHOUT_REASON, object, rule, `No reason is given for accepting '${rule}', so it is not accepted.`)]; }
    if (!checked.has(rule) || used.has(useOf(object, rule))) { return []; }
    return [problem(HIDES_NOTHING, object, rule, `Nothing here violates '${rule}' any more, so this accepts nothing.`)];
  }));
  return { findings: [...findings, ...wrong], exceptions };
}

// On the object itself, or on the Deployment whose pods it is about.
function acceptanceOf({ rule, object, workload }: Finding): { readonly object: ManifestObject; readonly reason: string } | undefined {
  return [object, ...workload ? [workload.object] : []]
    .map(on => ({ object: on, reason: acknowledgedOn(on)[rule.id] }))
    .find(({ reason }) => isReason(reason));
}

function acknowledgedOn(object: ManifestObject): Readonly<Record<string, string>> {
  return Object.keys(object.annotations).some(key => key.startsWith(`${INTENT_PREFIX}${ACKNOWLEDGE}`)) ? intentOf(object).acknowledged : {};
}

function problem(rule: RuleText, object: ManifestObject, acknowledged: string, message: string): Finding {
  const path = intentPath(`${ACKNOWLEDGE}${acknowledged}`);
  const fix = rule === WITHOUT_REASON ? `Write the reason as the value of ${showPath(path)}.`
    : rule === UNKNOWN_RULE ? `Write the id of a rule in ${showPath(path)}, or remove it.` : `Remove ${showPath(path)}.`;
  return { rule, severity: rule.severity, object, path, message, fix };
}

function useOf({ file, document, kind, name, namespace }: ManifestObject, rule: string): string {
  return keyOf(file, document, kind, namespace, name, rule);
}
