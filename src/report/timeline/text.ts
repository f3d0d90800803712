import { countOf, capitalize } from '../../text';
import { Lane, Phase, Scene, Timeline, Total } from '../../timeline/model';
import { seconds } from '../../timeline/words';
import { COLUMNS, FEWEST_COLUMNS, wrap } from '../terminal';
import { overviewOf } from './overview';
import { PHASE_NAMES } from './phases';

const LABEL = 16;
const WIDEST_BAR = 70;
const TIE = '\u00a0';

const SIGNS: Record<Phase['kind'], string> = { starting: '.', proving: '-', serving: '=', covering: '#', stopping: '~', draining: ':' };
const LEGEND = [
  ...Object.entries(PHASE_NAMES).map(([kind, name]) => `${SIGNS[kind as Phase['kind']]} ${name}`),
  'T SIGTERM',
  'K SIGKILL',
  '+ 10 pods or more',
].map(entry => entry.replaceAll(' ', TIE)).join('   ');

/** Timelines for a terminal: plain characters, no wider than it, and at most 100 columns. */
export function timelinesAsText(timelines: readonly Timeline[], columns?: number): string {
  const sheet = sheetOf(columns);
  const overview = overviewOf(timelines).flatMap(sentence => sheet.wrap(sentence));
  return `${[...overview.length > 0 ? [...overview, ''] : [], ...timelines.map(timeline => timelineAsText(timeline, sheet)), ...timelines.length > 0 ? legend(sheet) : []].join('\n')}\n`;
}

/** The same of their updates only. */
export function updateTimelinesAsText(timelines: readonly Timeline[], columns?: number): string {
  const sheet = sheetOf(columns);
  const lines = timelines.map(({ name, update, totals }) => {
    const totalsOfUpdate = totals.filter(({ label }) => label !== 'Node drain');
    return [name, '', ...sceneAsText(update, sheet), ...totalsOfUpdate.flatMap(total => totalAsText(total, sheet)), ''].join('\n');
  });
  return `${[...lines, ...timelines.length > 0 ? legend(sheet) : []].join('\n')}\n`;
}

/** The drawing area: the width of a bar in cells. */
interface Sheet {
  readonly cells: number;
  wrap(text: string, indent?: number): string[];
}

function sheetOf(columns: number = COLUMNS): Sheet {
  const width = Math.max(FEWEST_COLUMNS, Math.min(columns, COLUMNS));
  return { cells: Math.min(WIDEST_BAR, width - LABEL), wrap: (text, indent) => wrap(text, indent, width) };
}

function legend(sheet: Sheet): string[] {
  return sheet.wrap(LEGEND).map(line => line.replaceAll(TIE, ' ').trimEnd());
}

function timelineAsText(timeline: Timeline, sheet: Sheet): string {
  return [
    timeline.name,
    '',
    ...sceneAsText(timeline.update, sheet),
    ...sceneAsText(timeline.drain, sheet),
    ...timeline.totals.flatMap(total => totalAsText(total, sheet)),
    ...timeline.warnings.flatMap(warning => behind('! users', warning, sheet)),
    ...timeline.assumptions.flatMap(assumption => behind('assumed', assumption, sheet)),
    '',
  ].join('\n');
}

function totalAsText({ label, value, from }: Total, sheet: Sheet): string[] {
  return behind(label, `${value}: ${from}`, sheet);
}

function sceneAsText({ title, premise, lanes, capacity, wanted, end, blocked, unchanged }: Scene, sheet: Sheet): string[] {
  if (blocked) { return [...sheet.wrap(`${title}: blocked. ${capitalize(blocked)}.`), '']; }
  if (unchanged) { return [...sheet.wrap(`${title}: no pod is replaced. ${capitalize(unchanged)}.`), '']; }
  const { cells } = sheet;
  const column = (at: number) => Math.min(cells - 1, Math.floor(at / end * cells));
  const pods = Array.from({ length: cells }, (_, i) => capacity.filter(({ at }) => column(at) <= i).pop()?.pods ?? 0);
  return [
    ...sheet.wrap(`${title}${premise === undefined ? '' : `, ${premise},`} at its slowest healthy pace: 0 to ${seconds(end)}, ${countOf(wanted, 'pod')} wanted`),
    ...lanes.map(lane => `${lane.label.padEnd(LABEL)}${bar(lane, cells, column)}`),
    `${'serving'.padEnd(LABEL)}${pods.map(count => count < 10 ? String(count) : '+').join('')}`,
    '',
  ];
}

function bar({ phases, sigterm, sigkill }: Lane, length: number, column: (at: number) => number): string {
  const cells = Array.from({ length }, () => ' ');
  for (const { kind, from, to } of phases) { cells.fill(SIGNS[kind], column(from), Math.max(column(from) + 1, column(to))); }
  if (sigterm !== undefined) { cells[column(sigterm)] = 'T'; }
  if (sigkill !== undefined) { cells[column(sigkill)] = 'K'; }
  return cells.join('').trimEnd();
}

/** Lines behind a label. A number is not separated from its unit. */
function behind(label: string, text: string, sheet: Sheet): string[] {
  const [first, ...more] = sheet.wrap(text.replace(/(\d) (s|min|h|pods?)\b/g, `$1${TIE}$2`), LABEL);
  return [`${label.padEnd(LABEL)}${first.trimStart()}`, ...more].map(line => line.replaceAll(TIE, ' '));
}
