import { element, escapeXml, text, wrapped } from './drawing';
import { legendAt } from './legend';
import { notDrawnInWords, overviewOf, worstFirst } from './overview';
import { PHASE_INSETS, PHASE_NAMES } from './phases';
import { STYLE } from './style';
import { countOf } from '../../text';
import { Lane, Scene, Timeline } from '../../timeline/model';
import { seconds } from '../../timeline/words';

const WIDTH = 860;
const LEFT = 130;
const RIGHT = 20;
const LANE = 18;
const GAP = 6;
const BETWEEN_LANES = 13;
const CURVE = 64;
const LINE = 18;
const WRAP = 118;

/** The largest height that browsers and image viewers show well. */
const HIGHEST = 8000;

/** One picture of several timelines, below each other: if not all fit, those with outages and warnings come first. */
export function timelinesAsSvg(all: Timeline[]): string {
  let y = GAP * 3;
  const parts: string[] = [];
  const timelines: Timeline[] = [];
  for (const line of overviewAt(all)) {
    y += LINE;
    parts.push(text(line, { x: GAP * 2, y }));
  }
  if (all.length > 1) { y += LINE; }
  const ordered = fit(all) ? all : worstFirst(all);
  for (const timeline of ordered) {
    const { content, height } = timelineAt(timeline, y);
    if (y + height > HIGHEST && timelines.length > 0) { break; }
    timelines.push(timeline);
    parts.push(content);
    y += height + LINE * 2;
  }
  const notDrawn = all.length - timelines.length;
  if (notDrawn > 0) {
    y += LINE;
    parts.push(text(notDrawnInWords(notDrawn), { x: GAP * 2, y, class: 'wrong' }));
    y += LINE * 2;
  }
  const legend = legendAt(y, { left: GAP * 2, right: WIDTH - RIGHT });
  const height = y + legend.height;
  const names = timelines.map(({ name }) => name).join(', ');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="timeline" role="img" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" `
      + 'aria-labelledby="timeline-title timeline-desc">',
    `<title id="timeline-title">${escapeXml(`Updates and node drains of ${names}`)}</title>`,
    `<desc id="timeline-desc">${escapeXml(timelines.map(inSentences).join(' '))}</desc>`,
    `<style>${STYLE}</style>`,
    element('rect', { class: 'paper', width: WIDTH, height }),
    ...parts,
    legend.content,
    '</svg>',
    '',
  ].join('\n');
}

function overviewAt(timelines: readonly Timeline[]): string[] {
  return overviewOf(timelines).flatMap(sentence => wrapped(sentence, WRAP));
}

function fit(timelines: readonly Timeline[]): boolean {
  let height = LINE * 2;
  return timelines.every(timeline => {
    height += timelineAt(timeline, 0).height + LINE * 2;
    return height <= HIGHEST;
  });
}

function timelineAt(timeline: Timeline, top: number): { content: string; height: number } {
  let y = top + LINE;
  const parts = [text(timeline.name, { x: GAP * 2, y, class: 'head' })];
  for (const scene of [timeline.update, timeline.drain]) {
    const { content, height } = sceneAt(scene, y + LINE);
    parts.push(content);
    y += height + LINE;
  }
  const lines: [string, string, string][] = [
    ...timeline.totals.map(({ label, value, from }): [string, string, string] => [label, `${value}: ${from}`, '']),
    ...timeline.warnings.map((warning): [string, string, string] => ['Users', warning, 'wrong']),
    ...timeline.assumptions.map((assumption): [string, string, string] => ['Assumed', assumption, 'faint']),
  ];
  for (const [label, value, style] of lines) {
    y += LINE;
    parts.push(text(label, { x: GAP * 2, y, class: 'faint' }));
    for (const [i, line] of wrapped(value, WRAP).entries()) {
      if (i > 0) { y += LINE; }
      parts.push(text(line, { x: LEFT, y, class: style }));
    }
  }
  return { content: parts.join('\n'), height: y - top };
}

function sceneAt(scene: Scene, top: number): { content: string; height: number } {
  const { title, premise, lanes, end, blocked, unchanged, wanted } = scene;
  const x = (at: number) => LEFT + at / end * (WIDTH - LEFT - RIGHT);
  const parts = [text(title, { x: GAP * 2, y: top + LINE, class: 'head' })];
  if (blocked) {
    parts.push(text(`blocked: ${blocked}`, { x: LEFT, y: top + LINE, class: 'wrong' }));
    return { content: parts.join('\n'), height: LINE * 2 };
  }
  if (unchanged) {
    parts.push(text(`no pod is replaced: ${unchanged}`, { x: LEFT, y: top + LINE, class: 'faint' }));
    return { content: parts.join('\n'), height: LINE * 2 };
  }
  parts.push(text(`${premise === undefined ? '' : `${premise}, `}at its slowest healthy pace, ${countOf(wanted, 'pod')} wanted`, { x: LEFT, y: top + LINE, class: 'faint' }));
  const first = top + LINE + GAP * 3;
  lanes.forEach((lane, i) => parts.push(laneAt(lane, first + i * (LANE + BETWEEN_LANES), x)));
  const curve = first + lanes.length * (LANE + BETWEEN_LANES);
  parts.push(capacityAt(scene, curve, x), axisAt(end, curve + CURVE, x));
  return { content: parts.join('\n'), height: curve + CURVE + LINE * 2 - top };
}

function laneAt({ label, phases, sigterm, sigkill }: Lane, y: number, x: (at: number) => number): string {
  const mark = (at: number | undefined, sign: string) => at === undefined ? [] : [
    element('line', { x1: x(at), x2: x(at), y1: y - 2, y2: y + LANE + 2, class: 'mark' }),
    text(sign, { 'x': x(at), 'y': y - 3, 'text-anchor': 'middle', 'font-size': 9 }),
  ];
  return [
    text(label, { x: GAP * 2, y: y + LANE - 5 }),
    ...phases.map(({ kind, from, to }) => element('rect', {
      class: kind, x: x(from), y: y + PHASE_INSETS[kind], width: x(to) - x(from), height: LANE - 2 * PHASE_INSETS[kind],
    }, element('title', {}, escapeXml(`${label}: ${PHASE_NAMES[kind]}, ${seconds(from)} to ${seconds(to)}`)))),
    ...mark(sigterm, 'TERM'),
    ...mark(sigkill, 'KILL'),
  ].join('\n');
}

function capacityAt({ capacity, wanted, end }: Scene, top: number, x: (at: number) => number): string {
  const most = Math.max(wanted, ...capacity.map(({ pods }) => pods), 1);
  const y = (pods: number) => top + CURVE - pods / most * (CURVE - 12);
  const points = capacity.flatMap(({ at, pods }, i) => {
    const until = capacity[i + 1]?.at ?? end;
    return [`${x(at).toFixed(1)},${y(pods).toFixed(1)}`, `${x(until).toFixed(1)},${y(pods).toFixed(1)}`];
  });
  const base = (top + CURVE).toFixed(1);
  return [
    text('pods that serve', { x: GAP * 2, y: top + CURVE / 2, class: 'faint' }),
    element('polygon', { class: 'curve', points: `${LEFT},${base} ${points.join(' ')} ${x(end).toFixed(1)},${base}` }),
    element('line', { class: 'wanted', x1: LEFT, x2: WIDTH - RIGHT, y1: y(wanted), y2: y(wanted) }),
    ...capacity.map(({ at, pods }) => text(String(pods), { 'x': x(at) + 2, 'y': y(pods) - 3, 'font-size': 10 })),
  ].join('\n');
}

const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600, 86400];
const MOST_TICKS = 10;

function axisAt(end: number, y: number, x: (at: number) => number): string {
  const step = STEPS.find(candidate => end / candidate <= MOST_TICKS) ?? end;
  const ticks = Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => i * step);
  return [
    element('line', { class: 'rule', x1: LEFT, x2: WIDTH - RIGHT, y1: y, y2: y }),
    ...ticks.map(at => element('line', { class: 'rule', x1: x(at), x2: x(at), y1: y, y2: y + 4 })),
    ...ticks.map(at => text(seconds(at), { 'x': x(at), 'y': y + LINE, 'class': 'faint', 'text-anchor': 'middle', 'font-size': 10 })),
  ].join('\n');
}

function inSentences({ name, totals, warnings }: Timeline): string {
  return [`${name}:`, ...totals.map(({ label, value }) => `${label} ${value};`), ...warnings].join(' ');
}
