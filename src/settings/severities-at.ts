import { nearestWord, show } from '../text';
import { globMatcher } from './glob';
import { valueOf } from './reading';
import { oneOf } from './values';
import { RULE_IDS } from '../intent/rule-ids';
import { addFieldError, FieldCursor, placeAt } from '../manifests';
import { ACKNOWLEDGEMENT_RULES, RULES, Severity } from '../rules';

const WORD = oneOf<Severity | 'off'>(['error', 'warning', 'info', 'off']);

// To kubectl's YAML, a plain `off` is false.
const SEVERITY: typeof WORD = given => WORD(given === false ? 'off' : given);

/**
 * The severity by rule id; an unknown rule or severity is a field error. A key with `*` stands for all rules that it
 * matches: the id itself overrides it, and a longer key overrides a shorter one.
 */
export function severitiesAt(place: FieldCursor): Record<string, Severity | 'off'> {
  const { value } = place;
  if (value === undefined) { return {}; }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    addFieldError(place, `is ${show(value)}. Allowed: a mapping from rule ids to error, warning, info or off.`);
    return {};
  }
  const ofCheck = RULES.map(({ id }) => id);
  const ofContracts = [...RULE_IDS].filter(isOfContracts);
  const read = Object.keys(value).flatMap((key): { ids: string[]; key: string; severity: Severity | 'off' }[] => {
    const at = placeAt(place, [key]);
    // A pattern such as * matches rules of check only; rules about contracts must be named.
    const ids = (isOfContracts(key) ? [...ofCheck, ...ofContracts] : ofCheck).filter(globMatcher(key));
    if (ids.length === 0) {
      addFieldError(at, whyNot(key, new Set([...ofCheck, ...ofContracts])));
      return [];
    }
    if (at.value === undefined) { addFieldError(at, 'is empty. Allowed: error, warning, info or off.'); }
    const severity = valueOf(at, SEVERITY);
    return severity === undefined ? [] : [{ ids, key, severity }];
  });
  // The last entry counts.
  const ranked = read.sort((one, other) => Number(other.key.includes('*')) - Number(one.key.includes('*')) || one.key.length - other.key.length);
  return Object.fromEntries(ranked.flatMap(({ ids, severity }) => ids.map(id => [id, severity])));
}

/** Whether it is an update rule about contracts: a team may agree with its clients that they adapt. */
function isOfContracts(id: string): boolean {
  return id.startsWith('contract-');
}

function whyNot(id: string, rules: ReadonlySet<string>): string {
  if (id.includes('*')) { return 'matches no rule of `check`. Correct it, or remove it.'; }
  if (ACKNOWLEDGEMENT_RULES.some(rule => rule.id === id)) { return 'cannot be changed: it guards the acknowledgements themselves. Remove it.'; }
  if (RULE_IDS.has(id)) { return 'is not a rule of `check`, to which these severities apply. Remove it.'; }
  const meant = nearestWord(id, [...rules]);
  return `is not the id of a rule${meant === undefined ? '' : `: did you mean ${meant}?`}${meant === undefined ? '. Write an id that the command `rules` lists, or remove it.' : ''}`;
}
