// The picture of docs/change-an-api.md: who answers clients of an API while its version v1 is retired, release by release.
import { element, escapeXml, text } from '../../src/report/timeline/drawing';
import { PHASE_INSETS } from '../../src/report/timeline/phases';
import { STYLE } from '../../src/report/timeline/style';

const WIDTH = 860;
const MARGIN = 12;
const LEFT = 150;
const TOP = 92;
const BAR = 18;
const ROW = 46;
const LINE = 18;

const RELEASES = ['v2 beside v1', 'v1 announced', 'default moves', 'route of v1 removed', 'pods of v1 removed'];
const STEP = (WIDTH - MARGIN - LEFT) / (RELEASES.length + 1);

/** Days that clients were told, between two releases. */
const DAYS: readonly [number, string][] = [[2.8, 'deprecated'], [3.7, 'sunset']];

/** The state from one release to the next; a phase of the timeline gives colour and height. */
interface Span {
  readonly from: number;
  readonly to?: number;
  readonly looks: keyof typeof PHASE_INSETS;
  readonly says: string;
}

const END = RELEASES.length + 1;
const ROWS: readonly [string, readonly Span[]][] = [
  ['/v1/orders', [
    { from: 0, to: 2, looks: 'proving', says: 'v1' },
    { from: 2, to: 4, looks: 'stopping', says: 'v1, announced' },
    { from: 4, looks: 'starting', says: 'no longer v1' },
  ]],
  ['/v2/orders', [{ from: 1, looks: 'serving', says: 'v2' }]],
  ['/orders', [
    { from: 0, to: 2, looks: 'proving', says: 'v1' },
    { from: 2, to: 3, looks: 'stopping', says: 'v1, announced' },
    { from: 3, looks: 'serving', says: 'v2' },
  ]],
  ['pods of v1', [
    { from: 0, to: 4, looks: 'proving', says: 'serve' },
    { from: 4, to: 5, looks: 'starting', says: 'last requests' },
  ]],
  ['pods of v2', [{ from: 1, looks: 'serving', says: 'serve' }]],
];

const DESCRIPTION = [
  ...RELEASES.map((release, i) => `Release ${i + 1}: ${release}.`),
  ...ROWS.map(([name, spans]) => `${name}: ${spans.map(({ from, says }) => `${says} ${from === 0 ? 'from the start' : `from release ${from}`}`).join(', ')}.`),
  'The day of the deprecation is after release 2, that of the sunset before release 4.',
].join(' ');

export function apiReleasesAsSvg(): string {
  const bottom = TOP + ROWS.length * ROW;
  const height = bottom + LINE * 2;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="timeline" role="img" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" `
      + 'aria-labelledby="releases-title releases-desc">',
    '<title id="releases-title">The releases in which version v1 of an API is retired</title>',
    `<desc id="releases-desc">${escapeXml(DESCRIPTION)}</desc>`,
    `<style>${STYLE}</style>`,
    element('rect', { class: 'paper', width: WIDTH, height }),
    text('Release', { x: MARGIN, y: LINE + 6, class: 'head' }),
    text('Who answers', { x: MARGIN, y: TOP - 8, class: 'faint' }),
    ...RELEASES.map((release, i) => releaseAt(i + 1, release, bottom)),
    ...DAYS.map(([at, day]) => dayAt(at, day, bottom)),
    ...ROWS.map(([name, spans], i) => rowAt(name, spans, TOP + i * ROW)),
    element('line', { class: 'rule', x1: LEFT, x2: WIDTH - MARGIN, y1: bottom, y2: bottom }),
    text('time, not to scale', { x: MARGIN, y: bottom + LINE, class: 'faint' }),
    '</svg>',
    '',
  ].join('\n');
}

function x(release: number): number {
  return LEFT + release * STEP;
}

function releaseAt(release: number, says: string, bottom: number): string {
  const words = says.split(' ');
  const half = Math.floor(words.length / 2);
  return [
    element('line', { class: 'rule', x1: x(release), x2: x(release), y1: LINE + 12, y2: bottom }),
    text(String(release), { 'x': x(release), 'y': LINE + 6, 'class': 'head', 'text-anchor': 'middle' }),
    ...[words.slice(0, half), words.slice(half)].map((line, i) => text(line.join(' '), { x: x(release) + 4, y: LINE + 24 + i * 14, 'font-size': 11 })),
  ].join('\n');
}

function dayAt(at: number, says: string, bottom: number): string {
  return [
    element('line', { class: 'wanted', x1: x(at), x2: x(at), y1: TOP - 6, y2: bottom + 4 }),
    text(says, { 'x': x(at), 'y': bottom + LINE, 'text-anchor': 'middle' }),
  ].join('\n');
}

function rowAt(name: string, spans: readonly Span[], top: number): string {
  const y = top + ROW - BAR - 8;
  return [
    text(name, { x: MARGIN, y: y + BAR - 5 }),
    ...spans.flatMap(({ from, to = END, looks, says }) => [
      element('rect', { class: looks, x: x(from) + 1, y: y + PHASE_INSETS[looks], width: x(to) - x(from) - 2, height: BAR - 2 * PHASE_INSETS[looks] }),
      text(says, { 'x': x(from) + 4, 'y': y - 3, 'font-size': 11 }),
    ]),
  ].join('\n');
}
