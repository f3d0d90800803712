import { distance } from 'fastest-levenshtein';
import { RULE_IDS } from '../../intent/rule-ids';
import { Refusals } from '../checks/refusals';

/** The rules that the props acknowledge with a reason. */
export function acknowledgedRules(given: { [rule: string]: string } | undefined): ReadonlySet<string> {
  return new Set(Object.entries(given ?? {}).filter(([rule, reason]) => RULE_IDS.has(rule) && isReason(reason)).map(([rule]) => rule));
}

/** Refuses acknowledgements that hide nothing, or say nothing. */
export function checkAcknowledgements(refusals: Refusals, given: { [rule: string]: string } | undefined): void {
  if (given === undefined) { return; }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    refusals.add({
      prop: 'acknowledge',
      given,
      allowed: 'an object of rules and reasons',
      because: 'Nobody could tell which exception is meant.',
      remedy: "write acknowledge: { 'rule': 'reason' }",
    });
    return;
  }
  for (const [rule, reason] of Object.entries(given)) {
    if (!RULE_IDS.has(rule)) {
      refusals.add({
        prop: `acknowledge['${rule}']`,
        given: reason,
        allowed: 'the rules of the catalogue',
        because: 'There is no such rule, so the exception would hide nothing.',
        remedy: `'${nearest(rule)}' is one`,
      });
    } else {
      checkReason(refusals, `acknowledge['${rule}']`, reason);
    }
  }
}

/** Refuses a reason that says nothing. */
export function checkReason(refusals: Refusals, prop: string, reason: unknown): void {
  if (isReason(reason)) { return; }
  refusals.add({
    prop,
    given: reason,
    allowed: 'a reason in words',
    because: 'Whoever finds the exception in an outage must know why it is there.',
    remedy: 'say why',
  });
}

function isReason(reason: unknown): reason is string {
  return typeof reason === 'string' && reason.trim() !== '';
}

function nearest(rule: string): string {
  return [...RULE_IDS].reduce((best, id) => distance(id, rule) < distance(best, rule) ? id : best);
}
