import { HIDES_NOTHING, UNKNOWN_RULE, WITHOUT_REASON } from './acknowledgement-rules';
import { Exception, Finding } from './finding';
import { RuleText } from './rule';
import { ACKNOWLEDGE, isReason } from '../intent/acknowledgement';
import { INTENT_PREFIX } from '../intent/annotations';
import { RULE_IDS } from '../intent/rule-ids';
import { intentOf, intentPath, keyOf, ManifestObject, showPath } from '../manifests';

/** Findings, without those that somebody accepted with a reason, and the acceptances that were needed for it. */
export function acknowledged(found: readonly Finding[]): {
  readonly findings: Finding[];
  readonly exceptions: Exception[];
  readonly used: ReadonlySet<string>;
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
  return { findings, exceptions, used };
}

/** Acceptances that cannot be meant: of rules that do not exist, or without a reason. */
export function malformed(objects: readonly ManifestObject[]): Finding[] {
  return objects.flatMap(object => Object.entries(acknowledgedOn(object)).flatMap(([rule, reason]) => {
    if (!RULE_IDS.has(rule)) { return [problem(UNKNOWN_RULE, object, rule, `There is no rule '${rule}', so this accepts nothing.`)]; }
    return isReason(reason) ? [] : [problem(WITHOUT_REASON, object, rule, `No reason is given for accepting '${rule}', so it is not accepted.`)];
  }));
}

/** Acceptances of the rules that were asked which accept nothing any more. */
export function needless(objects: readonly ManifestObject[], asked: ReadonlySet<string>, used: ReadonlySet<string>): Finding[] {
  return objects.flatMap(object => Object.entries(acknowledgedOn(object))
    .filter(([rule, reason]) => asked.has(rule) && isReason(reason) && !used.has(useOf(object, rule)))
    .map(([rule]) => problem(HIDES_NOTHING, object, rule, `Nothing here violates '${rule}' any more, so this accepts nothing.`)));
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

function problem(rule: RuleText, object: ManifestObject, accepted: string, message: string): Finding {
  const path = intentPath(`${ACKNOWLEDGE}${accepted}`);
  const fix = rule === WITHOUT_REASON ? `Write the reason as the value of ${showPath(path)}.`
    : rule === UNKNOWN_RULE ? `Write the id of a rule in ${showPath(path)}, or remove it.` : `Remove ${showPath(path)}.`;
  return { rule, severity: rule.severity, object, path, message, fix };
}

function useOf({ file, document, kind, name, namespace }: ManifestObject, rule: string): string {
  return keyOf(file, document, kind, namespace, name, rule);
}
