import { bounded, fewProblems, MARK } from './few-problems';
import { byNamespace, byRule, Tally } from './tally';
import { Report, ReportedFinding } from '../../engine/report';
import { countOf } from '../../text';
import { Terminal } from '../terminal';

/** With the lines around them, the overview has at most 120 lines, also on a terminal with 60 columns. */
const MOST_RULES = 36;
const MOST_NAMESPACES = 16;
const NUMBER = 8;

/** An overview of many findings: by rule and by namespace, the worst first. Omitted rows are counted. */
export function overviewAsText(report: Report, conclusion: readonly string[], terminal: Terminal): string {
  const { findings, acknowledged, problems } = report;
  const [rules, namespaces] = [byRule(findings), byNamespace(findings)];
  const blocks = [
    table('By rule, the worst first', rules, MOST_RULES, terminal),
    table('By namespace, the worst first', namespaces, MOST_NAMESPACES, terminal),
    first(rules, terminal),
    fewProblems(problems, terminal),
    [
      terminal.bold('To see more'),
      ...entry('--full', `all ${findings.length} findings with their lines and fixes${acknowledged.length > 0 ? `, and ${acknowledged.length} acknowledged` : ''}`, terminal),
      ...entry('--out FILE', 'the same in a file: .txt, .md, .json or .sarif', terminal),
      ...entry('explain RULE', 'what a rule finds, what users notice, and what to write instead', terminal),
      ...entry('--write-baseline', 'accepts all of these, so that only new ones fail', terminal),
    ],
    [...conclusion],
  ];
  return `${blocks.filter(lines => lines.length > 0).map(lines => lines.join('\n')).join('\n\n')}\n`;
}

const COUNTED = ['errors', 'warnings', 'infos'] as const;

function table(title: string, tallies: readonly Tally[], most: number, terminal: Terminal): string[] {
  const shown = tallies.slice(0, most);
  const columns = COUNTED.filter(severity => tallies.some(tally => tally[severity] > 0));
  const cells = (texts: readonly (string | number)[]): string => texts.map(text => String(text === 0 ? '' : text).padStart(NUMBER + 1)).join('');
  const rest = tallies.slice(most).reduce((sum, { findings }) => sum + findings.length, 0);
  const left = (columns.length + 1) * (NUMBER + 1) + 2;
  return tallies.length === 0 ? [] : [
    terminal.bold(title),
    cells([...columns, 'objects']),
    ...shown.map(tally => `${cells([...columns.map(severity => tally[severity]), tally.objects])}  ${shorten(tally.name, terminal.width - left)}`),
    ...rest === 0 ? [] : terminal.wrap(`and ${countOf(rest, 'finding')} of ${tallies.length - most} more`, 2),
  ];
}

function shorten(name: string, length: number): string {
  return name.length > length ? `${name.slice(0, length - 1)}…` : name;
}

const MOST_EXAMPLE_LINES = 8;

/** One finding of the worst rule, as an example. */
function first([worst]: readonly Tally[], terminal: Terminal): string[] {
  if (worst === undefined) { return []; }
  const [{ rule, object, line, message, fix }]: readonly ReportedFinding[] = worst.findings;
  const name = `${object.kind} ${object.namespace === undefined ? '' : `${object.namespace}/`}${object.name}`;
  return [
    terminal.bold(`For example ${rule.id}`),
    ...bounded(terminal.wrap(`${name} ${object.file}:${line}`, 2, MARK), 2),
    ...bounded(terminal.wrap(message, 2, MARK), MOST_EXAMPLE_LINES),
    ...bounded(terminal.wrap(`Fix: ${fix}`, 2, MARK), MOST_EXAMPLE_LINES),
  ];
}

const LABEL = 20;

function entry(written: string, means: string, terminal: Terminal): string[] {
  return terminal.wrap(means, LABEL).map((line, i) => i === 0 ? `  ${written}`.padEnd(LABEL) + line.trimStart() : line);
}
