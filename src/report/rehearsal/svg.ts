import { rehearsalLegend } from './legend';
import { axisOf, Drawn, LEFT, LINE, PAD, RIGHT, stepOf, TimeAxis, WIDTH } from './picture';
import { podsChart } from './pods-chart';
import { requestsChart } from './requests-chart';
import { PATTERNS, REHEARSAL_STYLE } from './style';
import { Summary, summaryOf } from './summary';
import { grouped, phaseName } from './words';
import { printable } from '../../engine/printable';
import { countsOf } from '../../rehearse/load/statistics';
import { Disturbance, Rehearsal, Run } from '../../rehearse/rehearsal';
import { element, escapeXml, text, wrapped } from '../timeline/drawing';

const MOST_TICKS = 12;
const WRAP = 116;
const SMALL_LETTER = 5.5;

/** How a picture is drawn. */
export interface PictureOptions {
  /**
   * Whether the summary of all runs is drawn above them.
   * @default true
   */
  readonly isTitled?: boolean;
}

/** Requests and pods on one time axis, a picture for each run below the other. */
export function rehearsalAsSvg(rehearsal: Rehearsal, { isTitled = true }: PictureOptions = {}): string {
  const summary = summaryOf(rehearsal);
  const versions = versionsOf(rehearsal);
  const described = [...summary.cautions, summary.headline, ...summary.losses.map(({ event }) => event)];
  const parts: string[] = [];
  const head = isTitled ? headAt(summary, LINE) : { content: '', height: 0 };
  parts.push(head.content);
  let y = LINE + head.height;
  for (const [i, run] of rehearsal.runs.entries()) {
    const { content, height } = runAt(run, { i, rehearsal, versions }, y + LINE);
    parts.push(content);
    y += height + LINE;
  }
  const legend = rehearsalLegend(versions, y + LINE * 1.5);
  const height = Math.ceil(y + LINE * 1.5 + legend.height);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="timeline" role="img" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" `
      + 'aria-labelledby="rehearsal-title rehearsal-desc">',
    `<title id="rehearsal-title">${escapeXml(summary.title)}</title>`,
    `<desc id="rehearsal-desc">${escapeXml(described.join(' '))}</desc>`,
    `<style>${REHEARSAL_STYLE}</style>`,
    PATTERNS,
    element('rect', { class: 'paper', width: WIDTH, height }),
    ...parts,
    legend.content,
    '</svg>',
    '',
  ].join('\n');
}

/** In the order in which they first answered. */
function versionsOf({ runs }: Rehearsal): string[] {
  const all = runs.flatMap(({ attempts }) => attempts.flatMap(({ version }) => version ?? []));
  return [...new Set(all)].map(version => printable(version));
}

function headAt({ title, place, cautions, headline, outcome }: Summary, top: number): Drawn {
  const lines: [string, string][] = [
    [title, 'head'],
    ...wrapped(place, WRAP).map((line): [string, string] => [line, 'faint']),
    ...cautions.flatMap(wrapped).map((line): [string, string] => [line, 'wrong']),
    ...wrapped(headline, WRAP).map((line): [string, string] => [line, outcome === 'clean' ? 'head' : 'wrong']),
  ];
  return {
    content: lines.map(([line, style], i) => text(line, { x: PAD, y: top + i * LINE + 6, class: style })).join('\n'),
    height: lines.length * LINE,
  };
}

interface Circumstances {
  readonly i: number;
  readonly rehearsal: Rehearsal;
  readonly versions: readonly string[];
}

function runAt(run: Run, { i, rehearsal: { runs, disturbance }, versions }: Circumstances, top: number): Drawn {
  const axis = axisOf(run);
  const { sent, failed } = countsOf(run.attempts);
  const numbers = `Run ${i + 1}: ${grouped(failed)} of all ${grouped(sent)} requests failed`;
  const title = runs.length > 1 ? [text(numbers, { x: PAD, y: top + 6, class: 'head' })] : [];
  const first = top + title.length * LINE + LINE;
  const attempts = run.attempts.map(attempt => ({ ...attempt, version: attempt.version && printable(attempt.version) }));
  const requests = requestsChart(attempts, versions, axis, first);
  const pods = podsChart(run.pods, axis, first + requests.height + LINE / 2);
  const bottom = first + requests.height + LINE / 2 + pods.height;
  return {
    content: [
      ...title,
      ...bands(run, disturbance, axis, { top: first, bottom }),
      requests.content,
      pods.content,
      ...ticks(axis, bottom),
    ].join('\n'),
    height: bottom + LINE * 2 - top,
  };
}

/** The phases, as a background. */
function bands(
  { phases }: Run, disturbance: Disturbance, { x }: TimeAxis, { top, bottom }: { readonly top: number; readonly bottom: number },
): string[] {
  return phases.flatMap(({ name, from, to }) => [
    ...name === 'disturbance' ? [element('rect', { class: 'band', x: x(from), y: top, width: x(to) - x(from), height: bottom - top })] : [],
    element('line', { class: 'edge', x1: x(from), x2: x(from), y1: top - LINE + 4, y2: bottom }),
    ...fits(phaseName(name, disturbance), x(to) - x(from)).map(label =>
      text(label, { 'x': x(from) + 3, 'y': top - 4, 'class': 'faint', 'font-size': 10 })),
  ]);
}

/** A label only if it fits: overlapping labels cannot be read. */
function fits(label: string, width: number): string[] {
  return label.length * SMALL_LETTER + 3 <= width ? [label] : [];
}

function ticks(axis: TimeAxis, y: number): string[] {
  const step = stepOf(axis, MOST_TICKS);
  const first = Math.ceil((axis.from - axis.zero) / 1000 / step);
  const count = Math.floor((axis.to - axis.zero) / 1000 / step) - first + 1;
  const at = Array.from({ length: Math.max(0, count) }, (_, i) => (first + i) * step);
  const x = (seconds: number) => axis.x(axis.zero + seconds * 1000);
  return [
    element('line', { class: 'rule', x1: LEFT, x2: WIDTH - RIGHT, y1: y, y2: y }),
    ...at.map(seconds => element('line', { class: 'rule', x1: x(seconds), x2: x(seconds), y1: y, y2: y + 4 })),
    ...at.map(seconds => text(`${seconds} s`, { 'x': x(seconds), 'y': y + LINE, 'class': 'faint', 'text-anchor': 'middle', 'font-size': 10 })),
  ];
}
