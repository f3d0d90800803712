import { nearestWord, show } from '../text';
import { valueOf } from './reading';
import { oneOf } from './values';
import { RULE_IDS } from '../intent/rule-ids';
import { addFieldError, FieldCursor, placeAt } from '../manifests';
import { ACKNOWLEDGEMENT_RULES, RULES, Severity } from '../rules';

const WORD = oneOf<Severity | 'off'>(['error', 'warning', 'info', 'off']);

// To kubectl's YAML, a plain `off` is false.
const SEVERITY: typeof WORD = given => WORD(given === false ? 'off' : given);

/** The severity by rule id; what names no rule, or no severity, is a field error. */
export function severitiesAt(place: FieldCursor): Record<string, Severity | 'off'> {
  const { value } = place;
  if (value === undefined) { return {}; }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    addFieldError(place, `is ${show(value)}. Allowed: a mapping from rule ids to error, warning, info or off.`);
    return {};
  }
  const rules = new Set([...RULES.map(({ id }) => id), ...[...RULE_IDS].filter(isOfContracts)]);
  const read = Object.keys(value).map((id): [string, Severity | 'off' | undefined] => {
    const at = placeAt(place, [id]);
    if (!rules.has(id)) {
      addFieldError(at, whyNot(id, rules));
      return [id, undefined];
    }
    if (at.value === undefined) { addFieldError(at, 'is empty. Allowed: error, warning, info or off.'); }
    return [id, valueOf(at, SEVERITY)];
  });
  return Object.fromEntries(read.filter((entry): entry is [string, Severity | 'off'] => entry[1] !== undefined));
}

/** Of the rules of updates, those about contracts: a team may agree with its clients that they follow. */
function isOfContracts(id: string): boolean {
  return id.startsWith('contract-');
}

function whyNot(id: string, rules: ReadonlySet<string>): string {
  if (ACKNOWLEDGEMENT_RULES.some(rule => rule.id === id)) { return 'cannot be changed: it guards the acknowledgements themselves. Remove it.'; }
  if (RULE_IDS.has(id)) { return 'is no rule of `check`, whose severities these are. Remove it.'; }
  const meant = nearestWord(id, [...rules]);
  return `is the id of no rule${meant === undefined ? '' : `: did you mean ${meant}?`}${meant === undefined ? '. Write one of the catalogue, or remove it.' : ''}`;
}
