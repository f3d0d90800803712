import { Finding, Rule, RulePart, RuleResult, RuleText, Severity } from '../../src/rules';
import { UpdateRule } from '../../src/rules/diff';

/** The same results, whose severities the rule must state, since its page and `explain` list them. */
export function withDeclaredSeverities(rule: Rule | RulePart | UpdateRule, results: RuleResult[]): RuleResult[] {
  const found = results.flatMap(({ violations }) => violations.flatMap(({ severity }) => severity ?? []));
  if ('id' in rule) { expect(found.filter(severity => !declares(rule, severity))).toEqual([]); }
  return results;
}

/** The findings that have a severity which their rule does not state. */
export function undeclared(findings: readonly Finding[]): string[] {
  return findings.filter(({ rule, severity }) => !declares(rule, severity)).map(({ rule, severity }) => `${rule.id}: ${severity}`);
}

function declares({ severity, otherSeverities = [] }: RuleText, asked: Severity): boolean {
  return [severity, ...otherSeverities].includes(asked);
}
