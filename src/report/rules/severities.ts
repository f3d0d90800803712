import { RuleText, Severity } from '../../rules';

const WORST_FIRST: readonly Severity[] = ['error', 'warning', 'info'];

/** The severities that findings of a rule have: `warning (error in worse cases)`. */
export function severitiesInWords({ severity, otherSeverities = [] }: Pick<RuleText, 'severity' | 'otherSeverities'>): string {
  const rank = (one: Severity): number => WORST_FIRST.indexOf(one);
  const others = otherSeverities.map(other => `${other} in ${rank(other) < rank(severity) ? 'worse' : 'milder'} cases`);
  return others.length === 0 ? severity : `${severity} (${others.join(', ')})`;
}
