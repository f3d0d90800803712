import { Loss, Row, Summary, summaryOf } from './summary';
import { grouped, milliseconds } from './words';
import { ExplainingRule } from '../../rehearse/explain/explanation';
import { Rehearsal } from '../../rehearse/rehearsal';
import { Severity } from '../../rules';
import { Terminal, TerminalOptions, terminalOf } from '../terminal';

const INDENT = 4;
const LABEL = 28;
const NUMBER = 12;
/** The width of a column on a narrow terminal. */
const FEWEST_DIGITS = 8;
const COLOURS: Record<Summary['outcome'], Severity | undefined> = { clean: undefined, failed: 'error', void: 'error', unfinished: 'warning' };

/** A rehearsal for people: no wider than the terminal, and at most 100 columns. */
export function rehearsalAsText(rehearsal: Rehearsal, terminal: TerminalOptions = {}): string {
  const summary = summaryOf(rehearsal);
  const style = terminalOf(terminal);
  const { wrap } = style;
  const section = (title: string, lines: readonly string[]) => lines.length === 0 ? [] : [[...wrap(title).map(style.bold), ...lines].join('\n')];
  const blocks = [
    ...section(summary.title, wrap(summary.place)),
    [...conclusion(summary, style), ...[summary.quiet, summary.lateness].flatMap(line => wrap(line))].join('\n'),
    ...section('What failed, in seconds after the disturbance began', summary.losses.flatMap(loss => lossLines(loss, style))),
    ...section('Findings of check and diff about it', summary.rules.flatMap(rule => ruleLines(rule, style))),
    ...section('Requests', table(['sent', 'failed'], summary.streams, numbersOf, style)),
    ...section('Before, during and after', table(['sent', 'failed', 'p50', 'p99'], summary.phases, ofPhase, style)),
    ...section('Versions that answered', summary.versions.flatMap(line => wrap(line, 2))),
    ...section('Predicted and measured', summary.predictions.flatMap(({ label, predicted, measured }) =>
      wrap(`${label}: predicted ${predicted}, measured ${measured}`, 2))),
    ...section('What was done', summary.notes.flatMap(line => wrap(line, 2))),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function conclusion({ headline, cautions, outcome }: Summary, style: Terminal): string[] {
  const colour = COLOURS[outcome];
  const painted = (line: string) => colour === undefined ? style.bold(line) : style.of(colour, line);
  return [...cautions, headline].flatMap(line => style.wrap(line)).map(painted);
}

function lossLines({ count, kind, streams, when, event, rule }: Loss, { wrap }: Terminal): string[] {
  return [
    ...wrap(`${grouped(count)} × ${kind}, ${streams}; ${when}`, 2),
    ...wrap(event, INDENT),
    ...wrap(rule === undefined ? 'No rule of check or diff explains it.' : `Explained by ${rule.id} of ${rule.object}.`, INDENT),
  ];
}

function ruleLines({ id, object, message, fix }: ExplainingRule, { wrap }: Terminal): string[] {
  return [...wrap(`${id}: ${object}`, 2), ...wrap(message, INDENT), ...wrap(`Fix: ${fix}`, INDENT)];
}

function table(
  heads: readonly string[], rows: readonly Row[], cellsOf: (row: Row) => readonly string[], { width, wrap }: Terminal,
): string[] {
  if (rows.length === 0) { return []; }
  const number = Math.min(NUMBER, Math.max(FEWEST_DIGITS, Math.floor((width - 2 - LABEL) / heads.length)));
  const columns = Math.min(LABEL, width - 2 - heads.length * number);
  const line = (label: string, cells: readonly string[]): string[] => {
    const labels = wrap(label, 2, width - 2 - columns);
    const last = labels.length - 1;
    return labels.map((text, i) => i < last ? text : `${text.padEnd(2 + columns)}${cells.map(cell => cell.padStart(number)).join('')}`);
  };
  return [...line('', heads), ...rows.flatMap(row => line(row.label, cellsOf(row)))];
}

/** How many were sent, and failed. */
export function numbersOf({ sent, failed }: Row): string[] {
  return [grouped(sent), grouped(failed)];
}

/** The same, and how long good answers took. */
export function ofPhase(row: Row): string[] {
  const { latency } = row;
  return [...numbersOf(row), ...latency === undefined ? ['-', '-'] : [milliseconds(latency.p50), milliseconds(latency.p99)]];
}
