import { Drawn, LINE, PAD, RIGHT, WIDTH } from './picture';
import { cross, POD_INSETS, POD_PHASE_NAMES } from './pods-chart';
import { POD_PHASES } from '../../rehearse/observe/pod-phases';
import { shorten } from '../../text';
import { element, text } from '../timeline/drawing';

const SAMPLE = 18;
const HEIGHT = 12;
/** The width of a wide letter. */
const LETTER = 6.6;
const BETWEEN = 20;
const MOST_VERSIONS = 3;

interface Entry {
  readonly name: string;
  draw(x: number, y: number): string;
}

/** The legend of colours, patterns and marks. */
export function rehearsalLegend(versions: readonly string[], top: number): Drawn {
  let [x, y] = [PAD, top];
  const parts = entriesOf(versions).map(({ name, draw }) => {
    const width = SAMPLE + name.length * LETTER;
    if (x > PAD && x + width > WIDTH - RIGHT) { [x, y] = [PAD, y + LINE]; }
    const entry = draw(x, y - HEIGHT + 2) + text(name, { x: x + SAMPLE, y });
    x += width + BETWEEN;
    return entry;
  });
  return { content: element('g', { class: 'legend' }, parts.join('\n')), height: y - top + LINE };
}

function entriesOf(versions: readonly string[]): Entry[] {
  const box = (style: string, inset: number = 0) => (x: number, y: number) =>
    element('rect', { class: style, x, y: y + inset, width: HEIGHT, height: HEIGHT - 2 * inset });
  const names = versions.slice(0, MOST_VERSIONS).map((version, i) => `answered by ${shorten(version, 30)}${i === 2 && versions.length > 3 ? ' and newer' : ''}`);
  return [
    ...names.length === 0 ? [{ name: 'answered', draw: box('version-0') }] : names.map((name, i) => ({ name, draw: box(`version-${i}`) })),
    { name: 'failed', draw: (x, y) => element('path', { class: 'failure', d: `M${x + 6} ${y} l5 ${HEIGHT} h-10 z` }) },
    ...POD_PHASES.map(phase => ({ name: `pod ${POD_PHASE_NAMES[phase]}`, draw: box(phase, POD_INSETS[phase] / 2) })),
    { name: 'SIGTERM due', draw: (x, y) => element('line', { class: 'mark', x1: x + 6, x2: x + 6, y1: y, y2: y + HEIGHT }) },
    { name: 'container exited', draw: (x, y) => cross(x + 6, y + 6, 'container exited') },
  ];
}
