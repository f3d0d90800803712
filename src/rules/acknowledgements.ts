import { HIDES_NOTHING, UNKNOWN_RULE, WITHOUT_REASON } from './acknowledgement-rules';
import { Acknowledgement, Finding, Findings } from './finding';
import { RuleText } from './rule';
import { once } from '../analysis/memoize';
import { ACKNOWLEDGE, isReason } from '../intent/acknowledgement';
import { INTENT_PREFIX } from '../intent/annotations';
import { RULE_IDS } from '../intent/rule-ids';
import { intentOf, intentPath, keyOf, ManifestObject, showPath } from '../manifests';

/** Findings, separated into open ones and those acknowledged with a reason, and the acknowledgements that were used. */
export function separateAcknowledged(found: readonly Finding[]): Findings & { readonly used: ReadonlySet<string> } {
  const used = new Set<string>();
  const acknowledged: Finding[] = [];
  const findings = found.filter(finding => {
    const acknowledgement = acknowledgementOf(finding);
    if (!acknowledgement) { return true; }
    used.add(useOf(acknowledgement.object, finding.rule.id));
    acknowledged.push({ ...finding, acknowledgement: { reason: acknowledgement.reason } });
    return false;
  });
  return { findings, acknowledged, used };
}

/** Acknowledgements that cannot work: of rules that do not exist, or without a reason. */
export function invalidAcknowledgements(objects: readonly ManifestObject[]): Finding[] {
  return objects.flatMap(object => Object.entries(acknowledgedOn(object)).flatMap(([id, reason]) => {
    if (!RULE_IDS.has(id)) { return [acknowledgementFinding(UNKNOWN_RULE, object, id)]; }
    return isReason(reason) ? [] : [acknowledgementFinding(WITHOUT_REASON, object, id)];
  }));
}

/** Acknowledgements of enabled rules that no longer match a finding. */
export function unusedAcknowledgements(
  objects: readonly ManifestObject[], isEnabled: (rule: string, object: ManifestObject) => boolean, used: ReadonlySet<string>,
): Finding[] {
  return objects.flatMap(object => Object.entries(acknowledgedOn(object))
    .filter(([id, reason]) => isEnabled(id, object) && isReason(reason) && !used.has(useOf(object, id)))
    .map(([id]) => acknowledgementFinding(HIDES_NOTHING, object, id)));
}

interface PlacedAcknowledgement extends Acknowledgement {
  /** The object that has the annotation. */
  readonly object: ManifestObject;
}

// On the object itself, on the Deployment whose pods the finding is about, or on the route that has the contract.
function acknowledgementOf({ rule, object, workload, about }: Finding): PlacedAcknowledgement | undefined {
  const on = [object, workload?.object, about].find(each => each && isReason(acknowledgedOn(each)[rule.id]));
  return on && { object: on, reason: acknowledgedOn(on)[rule.id] };
}

const acknowledgedOn = once((object: ManifestObject): Readonly<Record<string, string>> => {
  const isAcknowledging = Object.keys(object.annotations).some(key => key.startsWith(`${INTENT_PREFIX}${ACKNOWLEDGE}`));
  return isAcknowledging ? intentOf(object).acknowledged : {};
});

function acknowledgementFinding(rule: RuleText, object: ManifestObject, id: string): Finding {
  const path = intentPath(`${ACKNOWLEDGE}${id}`);
  return { rule, severity: rule.severity, object, path, message: messageOf(rule, id), fix: fixOf(rule, showPath(path)) };
}

function messageOf(rule: RuleText, id: string): string {
  switch (rule) {
    case UNKNOWN_RULE: return `There is no rule '${id}', so this annotation accepts nothing.`;
    case WITHOUT_REASON: return `No reason is given for accepting '${id}', so the finding is not accepted.`;
    default: return `Nothing here violates '${id}', so this annotation accepts nothing.`;
  }
}

function fixOf(rule: RuleText, annotation: string): string {
  switch (rule) {
    case UNKNOWN_RULE: return `Write the id of a rule in ${annotation}, or remove it.`;
    case WITHOUT_REASON: return `Write the reason as the value of ${annotation}.`;
    default: return `Remove ${annotation}.`;
  }
}

function useOf({ file, document, kind, name, namespace }: ManifestObject, rule: string): string {
  return keyOf(file, document, kind, namespace, name, rule);
}
