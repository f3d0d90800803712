import { Io } from './io';
import { parseOptions } from './options';
import { EXPLAIN, RULES_USAGE } from './usage/rules';
import { explanation } from '../report/rules/explanation';
import { ruleGroups, RuleShown } from '../report/rules/groups';
import { rulesAsJson } from '../report/rules/json';
import { rulesAsText } from '../report/rules/text';
import { terminalOf } from '../report/terminal';
import { oneOf } from '../settings';
import { nearestWord, shorten } from '../text';

/** A wider table is easier to read. */
const WIDEST_TABLE = 160;

/** `rules [--format text|json]`. */
export function rulesCommand(args: string[], io: Io): number {
  const { positionals, errors, checked } = parseOptions(RULES_USAGE, args);
  const format = checked('format', oneOf(['text', 'json'])) ?? 'text';
  if (positionals.length > 0) { errors.push(`rules lists the rules of check and diff, and needs no other word. To read about one of them: explain ${named(positionals[0])}`); }
  if (errors.length > 0) { return refuse(errors, io); }
  io.out(format === 'json' ? rulesAsJson(ruleGroups()) : rulesAsText(ruleGroups(), terminalOf({ width: io.width, colours: io.colours }, WIDEST_TABLE)));
  return 0;
}

/** The name of a command is not a rule. */
function named(word: string): string {
  return ['check', 'diff'].includes(word) ? 'RULE' : shorten(word);
}

/** `explain RULE…`. */
export function explainCommand(args: string[], io: Io): number {
  const { positionals, errors } = parseOptions(EXPLAIN, args);
  if (positionals.length === 0) { errors.push('No rule is named. Give its id, such as pdb-blocks-eviction. `rules` lists all ids.'); }
  const known = new Map(ruleGroups().flatMap(({ rules }) => rules).map(rule => [rule.id, rule]));
  const rules = positionals.flatMap((id): RuleShown[] => {
    const rule = known.get(id);
    if (rule === undefined) { errors.push(noSuch(id, [...known.keys()])); }
    return rule === undefined ? [] : [rule];
  });
  if (errors.length > 0) { return refuse(errors, io); }
  io.out(rules.map(rule => explanation(rule, terminalOf({ width: io.width, colours: io.colours }))).join('\n'));
  return 0;
}

function noSuch(id: string, known: readonly string[]): string {
  const meant = nearestWord(id, known);
  const alike = meant === undefined ? known.filter(rule => rule.startsWith(`${id}-`)) : [meant];
  return `There is no rule ${shorten(id)}${alike.length === 0 ? '.' : `: did you mean ${alike.join(', ')}?`} \`rules\` lists all of them.`;
}

function refuse(lines: readonly string[], io: Io): number {
  lines.forEach(line => io.err(`${line}\n`));
  return 2;
}
