import { RuleGroup, RuleShown } from './groups';
import { printableJson } from '../printable-json';

/** The version of the JSON format; it changes when a field changes its meaning or is removed. */
const FORMAT_VERSION = 1;

/** All rules for tools. */
export function rulesAsJson(groups: readonly RuleGroup[]): string {
  return printableJson({ version: FORMAT_VERSION, rules: groups.flatMap(({ rules }) => rules.map(ruleJson)) });
}

function ruleJson(rule: RuleShown): object {
  const { id, command, topic, severity, otherSeverities, title, impact, why, fix, reference, examples } = rule;
  return { id, command, topic, severity, otherSeverities, title, impact, why, fix, reference, examples };
}
