import { binsOf, Drawn, LEFT, PAD, RIGHT, stepOf, TimeAxis, WIDTH } from './picture';
import { SHORT_KIND_NAMES } from './words';
import { groupedBy } from '../../manifests';
import { Attempt, FAILURE_KINDS } from '../../rehearse/load/attempt';
import { shorten } from '../../text';
import { element, escapeXml, text } from '../timeline/drawing';

const CHART = 90;
const LANE = 14;
const MOST_BINS = 320;
const LABEL = 28;
/** Failures that are closer than this share one mark. */
const MARK = 5;

/** Answers in a second by version, and below it a lane for each kind of failure: few failures are as visible as many. */
export function requestsChart(
  attempts: readonly Attempt[], versions: readonly string[], axis: TimeAxis, top: number,
): Drawn {
  const step = stepOf(axis, MOST_BINS);
  const bins = binsOf(attempts, axis, step);
  const most = Math.max(1, ...[...bins.values()].map(bin => bin.filter(isAnswered).length / step));
  const width = step * 1000 / (axis.to - axis.from) * (WIDTH - LEFT - RIGHT);
  const place = { width, step, most, base: top + CHART };
  const bars = [...bins].flatMap(([bin, own]) => barAt(own, versions, { ...place, x: axis.x(axis.zero + bin * step * 1000) }));
  const kinds = FAILURE_KINDS.filter(kind => kind !== 'not-sent' && attempts.some(({ failure }) => failure === kind));
  const first = top + CHART + 6;
  const lanes = kinds.map((kind, i) =>
    failureLane(SHORT_KIND_NAMES[kind], attempts.filter(({ failure }) => failure === kind), axis, first + i * (LANE + 4)));
  return {
    content: [
      text('answers per second', { x: PAD, y: top + CHART / 2, class: 'faint' }),
      ...scale(most, top),
      ...bars,
      element('line', { class: 'rule', x1: LEFT, x2: WIDTH - RIGHT, y1: top + CHART, y2: top + CHART }),
      ...lanes,
    ].join('\n'),
    height: CHART + 6 + kinds.length * (LANE + 4),
  };
}

interface Place {
  readonly x: number;
  readonly width: number;
  readonly step: number;
  readonly most: number;
  readonly base: number;
}

function barAt(bin: readonly Attempt[], versions: readonly string[], { x, width, step, most, base }: Place): string[] {
  const answered = bin.filter(isAnswered);
  let y = base;
  const groups = groupedBy(answered, ({ version }) => [classOf(version, versions)]);
  return [...groups].sort(([one], [other]) => one - other).map(([style, own]) => {
    const height = own.length / step / most * (CHART - 14);
    y -= height;
    return element('rect', { class: `version-${style}`, x, y, width: Math.max(0.6, width - 0.4), height });
  });
}

function isAnswered({ failure }: Attempt): boolean {
  return failure === undefined;
}

/** If there are more versions than styles, the last ones look alike. */
export function classOf(version: string | undefined, versions: readonly string[]): number {
  return version === undefined ? 0 : Math.min(2, Math.max(0, versions.indexOf(version)));
}

function scale(most: number, top: number): string[] {
  const y = top + 14;
  return [
    element('line', { class: 'rule', x1: LEFT, x2: WIDTH - RIGHT, y1: y, y2: y }),
    text(String(Math.round(most)), { 'x': LEFT - 4, 'y': y + 4, 'class': 'faint', 'text-anchor': 'end', 'font-size': 10 }),
  ];
}

function failureLane(name: string, failures: readonly Attempt[], axis: TimeAxis, y: number): string {
  const instant = ({ due, late, took }: Attempt) => due + late + took;
  const near = groupedBy(failures, failure => [Math.round(axis.x(instant(failure)) / MARK)]);
  const marks = [...near].map(([place, own]) => {
    const at = ((instant(own[0]) - axis.zero) / 1000).toFixed(1);
    const title = element('title', {}, escapeXml(`${own.length} × ${name}, ${at} s after the disturbance began`));
    return element('path', { class: 'failure', d: `M${place * MARK} ${y} l4 ${LANE} h-8 z` }, title);
  });
  return [
    text(shorten(`${failures.length} × ${name}`, LABEL), { 'x': PAD, 'y': y + LANE - 3, 'class': 'wrong', 'font-size': 11 }),
    element('line', { class: 'rule', x1: LEFT, x2: WIDTH - RIGHT, y1: y + LANE, y2: y + LANE }),
    ...marks,
  ].join('\n');
}
