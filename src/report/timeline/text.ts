import { countOf, capitalize } from '../../text';
import { Lane, Phase, Scene, Timeline, Total } from '../../timeline/model';
import { seconds } from '../../timeline/words';
import { wrap } from '../terminal';
import { PHASE_NAMES } from './phases';

const LABEL = 16;
const BAR = 70;
const TIE = '\u00a0';

const SIGNS: Record<Phase['kind'], string> = { starting: '.', proving: '-', serving: '=', covering: '#', stopping: '~', draining: ':' };
const LEGEND = [
  ...Object.entries(PHASE_NAMES).map(([kind, name]) => `${SIGNS[kind as Phase['kind']]} ${name}`),
  'T SIGTERM',
  'K SIGKILL',
  '+ 10 pods or more',
].map(entry => entry.replaceAll(' ', TIE)).join('   ');

/** Timelines for a terminal: plain characters, at most 100 columns. */
export function timelinesAsText(timelines: readonly Timeline[]): string {
  return `${[...timelines.map(timelineAsText), ...timelines.length > 0 ? legend() : []].join('\n')}\n`;
}

/** The same of their updates only. */
export function updateTimelinesAsText(timelines: readonly Timeline[]): string {
  const lines = timelines.map(({ name, update, totals }) => {
    const totalsOfUpdate = totals.filter(({ label }) => label !== 'Node drain');
    return [name, '', ...sceneAsText(update), ...totalsOfUpdate.flatMap(totalAsText), ''].join('\n');
  });
  return `${[...lines, ...timelines.length > 0 ? legend() : []].join('\n')}\n`;
}

function legend(): string[] {
  return wrap(LEGEND).map(line => line.replaceAll(TIE, ' '));
}

function timelineAsText(timeline: Timeline): string {
  return [
    timeline.name,
    '',
    ...sceneAsText(timeline.update),
    ...sceneAsText(timeline.drain),
    ...timeline.totals.flatMap(totalAsText),
    ...timeline.warnings.flatMap(warning => behind('! users', warning)),
    ...timeline.assumptions.flatMap(assumption => behind('assumed', assumption)),
    '',
  ].join('\n');
}

function totalAsText({ label, value, from }: Total): string[] {
  return behind(label, `${value}: ${from}`);
}

function sceneAsText({ title, premise, lanes, capacity, wanted, end, blocked, unchanged }: Scene): string[] {
  if (blocked) { return [`${title}: blocked. ${capitalize(blocked)}.`, '']; }
  if (unchanged) { return [`${title}: no pod is replaced. ${capitalize(unchanged)}.`, '']; }
  const column = (at: number) => Math.min(BAR - 1, Math.floor(at / end * BAR));
  const pods = Array.from({ length: BAR }, (_, i) => capacity.filter(({ at }) => column(at) <= i).pop()?.pods ?? 0);
  return [
    `${title}${premise === undefined ? '' : `, ${premise},`} at its slowest healthy pace: 0 to ${seconds(end)}, ${countOf(wanted, 'pod')} wanted`,
    ...lanes.map(lane => `${lane.label.padEnd(LABEL)}${bar(lane, column)}`),
    `${'serving'.padEnd(LABEL)}${pods.map(count => count < 10 ? String(count) : '+').join('')}`,
    '',
  ];
}

function bar({ phases, sigterm, sigkill }: Lane, column: (at: number) => number): string {
  const cells = Array.from({ length: BAR }, () => ' ');
  for (const { kind, from, to } of phases) { cells.fill(SIGNS[kind], column(from), Math.max(column(from) + 1, column(to))); }
  if (sigterm !== undefined) { cells[column(sigterm)] = 'T'; }
  if (sigkill !== undefined) { cells[column(sigkill)] = 'K'; }
  return cells.join('').trimEnd();
}

/** Lines behind a label. A number stays with its unit. */
function behind(label: string, text: string): string[] {
  const [first, ...more] = wrap(text.replace(/(\d) (s|min|h|pods?)\b/g, `$1${TIE}$2`), LABEL);
  return [`${label.padEnd(LABEL)}${first.trimStart()}`, ...more].map(line => line.replaceAll(TIE, ' '));
}
