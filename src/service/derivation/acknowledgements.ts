import { isReason } from '../../intent/acknowledgement';
import { RULE_IDS } from '../../intent/rule-ids';
import { nearestWord } from '../../text';
import { propPath } from '../checks/format-value';
import { PropErrors } from '../checks/prop-errors';
import { isRecord } from '../checks/type-guards';

/** The rules that the props acknowledge with a reason. */
export function acknowledgedRules(given: { [rule: string]: string } | undefined): ReadonlySet<string> {
  const entries = Object.entries(isRecord(given) ? given : {});
  return new Set(entries.filter(([rule, reason]) => RULE_IDS.has(rule) && isReason(reason)).map(([rule]) => rule));
}

/** Refuses acknowledgements that match no rule, or have no reason. */
export function checkAcknowledgements(errors: PropErrors, given: { [rule: string]: string } | undefined): void {
  if (given === undefined) { return; }
  if (!isRecord(given)) {
    errors.add({
      prop: 'acknowledge',
      given,
      allowed: 'an object of rules and reasons',
      because: 'The exception could not be assigned to a rule.',
      remedy: "write acknowledge: { 'rule': 'reason' }",
    });
    return;
  }
  for (const [rule, reason] of Object.entries(given)) {
    if (!RULE_IDS.has(rule)) {
      errors.add({
        prop: propPath('acknowledge', rule),
        given: reason,
        allowed: 'the rules of the catalogue',
        because: 'There is no such rule, so the exception would have no effect.',
        remedy: suggestion(rule),
      });
    } else {
      checkReason(errors, propPath('acknowledge', rule), reason);
    }
  }
}

/** Refuses a reason without words. */
export function checkReason(errors: PropErrors, prop: string, reason: unknown): void {
  if (isReason(reason)) { return; }
  errors.add({
    prop,
    given: reason,
    allowed: 'a reason in words',
    because: 'Engineers who find the exception in an outage must learn why it is there.',
    remedy: 'give the reason',
  });
}

function suggestion(rule: string): string {
  const meant = nearestWord(rule, [...RULE_IDS]);
  return meant === undefined ? 'an error names its rule, if it has one' : `'${meant}' is one`;
}
