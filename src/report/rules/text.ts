import { RuleGroup, RuleShown } from './groups';
import { Terminal } from '../terminal';

const SEVERITY = 9;
/** Below this width, a title is printed under its id. */
const NARROW = 90;

/** All rules for a terminal: a table for each topic. */
export function rulesAsText(groups: readonly RuleGroup[], terminal: Terminal): string {
  const column = Math.max(...groups.flatMap(({ rules }) => rules).map(({ id }) => id.length)) + SEVERITY + 4;
  const blocks = groups.map(({ command, topic, rules }) =>
    [terminal.bold(`${topic} (${command})`), ...rules.flatMap(rule => ruleLines(rule, column, terminal))]);
  const count = groups.flatMap(({ rules }) => rules).length;
  const end = terminal.wrap(`${count} rules. To read about one: cdk8s-zero-downtime explain ${groups[0].rules[0].id}`);
  return `${[...blocks, end].map(lines => lines.join('\n')).join('\n\n')}\n`;
}

function ruleLines({ id, severity, title }: RuleShown, column: number, terminal: Terminal): string[] {
  const head = `  ${terminal.of(severity, severity.padEnd(SEVERITY - 2))}  ${id}`;
  if (terminal.width < NARROW) { return [head, ...terminal.wrap(title, SEVERITY + 4)]; }
  const [first, ...more] = terminal.wrap(title, column);
  return [`${head}${' '.repeat(column - SEVERITY - 2 - id.length)}${first.trimStart()}`, ...more];
}
