import { Loss, Row, Summary, summaryOf } from './summary';
import { numbersOf, ofPhase } from './text';
import { grouped } from './words';
import { ExplainingRule } from '../../rehearse/explain/explanation';
import { Rehearsal } from '../../rehearse/rehearsal';
import { code, details, plain } from '../markdown';

/** GitHub accepts no longer comments. */
const LONGEST = 60_000;

const SIGNS: Record<Summary['outcome'], string> = { clean: '🟢', failed: '🔴', void: '⚪', unfinished: '🟠' };

/** A rehearsal as a comment of a pull request: the sentence first, losses and causes open, the numbers folded. */
export function rehearsalAsMarkdown(rehearsal: Rehearsal): string {
  const summary = summaryOf(rehearsal);
  const { title, place, cautions, headline, outcome, quiet, lateness, losses, rules, versions, predictions, notes } = summary;
  const parts = [
    `### ${plain(title)}`,
    [...cautions.map(caution => `**${plain(caution)}**`), `${SIGNS[outcome]} **${plain(headline)}** ${plain(quiet)}`].join('\n\n'),
    ...losses.map(lossAsMarkdown),
    ...rules.map(ruleAsMarkdown),
    table(['', 'sent', 'failed', 'p50', 'p99'], summary.phases, ofPhase),
    table(['', 'sent', 'failed'], summary.streams, numbersOf),
    ...predictions.map(({ label, predicted, measured }) => plain(`${label}: predicted ${predicted}, measured ${measured}.`)),
    ...versions.length + notes.length === 0 ? [] : [details('What was done, in seconds after the disturbance began', list([...notes, ...versions]))],
    `<sub>${plain(`${place}. ${lateness}`)}</sub>`,
  ].filter(part => part !== '');
  return `${withinLimit(parts).join('\n\n')}\n`;
}

function lossAsMarkdown({ count, kind, streams, when, event, rule }: Loss): string {
  const explained = rule === undefined ? 'No rule of check or diff explains it.' : `Explained by ${rule.id} of ${rule.object}.`;
  return `- **${grouped(count)} × ${plain(kind)}**, ${plain(`${streams}; ${when}`)}. ${plain(event)} ${plain(explained)}`;
}

function ruleAsMarkdown({ id, object, message, fix }: ExplainingRule): string {
  return `**${plain(id)}** · ${code(object)}\n\n${plain(message)}\n\n**Instead:** ${plain(fix)}`;
}

function table(heads: readonly string[], rows: readonly Row[], cellsOf: (row: Row) => readonly string[]): string {
  if (rows.length === 0) { return ''; }
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map((_, i) => i === 0 ? '---' : '---:')), ...rows.map(row => line([row.label, ...cellsOf(row)].map(plain)))].join('\n');
}

function list(items: readonly string[]): string {
  return items.map(item => `- ${plain(item)}`).join('\n');
}

function withinLimit(parts: readonly string[]): string[] {
  let length = 0;
  const shown = parts.filter(part => (length += part.length + 2) <= LONGEST);
  return shown.length === parts.length ? shown : [...shown, '…and more: write the report with `--out` to see all of it.'];
}
