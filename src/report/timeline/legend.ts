import { element, text } from './drawing';
import { PHASE_INSETS, PHASE_NAMES } from './phases';
import { PhaseKind } from '../../timeline/model';

const SAMPLE = 18;
const HEIGHT = 12;
const LINE = 18;
/** The width of a wide letter. */
const LETTER = 6.4;
const BETWEEN = 22;

interface Entry {
  readonly name: string;
  /** Its sample, in a field of SAMPLE by HEIGHT. */
  draw(x: number, y: number): string;
}

const line = (style: string, x1: number, y1: number, x2: number, y2: number) => element('line', { class: style, x1, x2, y1, y2 });
const mark = (x: number, y: number) => line('mark', x + HEIGHT / 2, y, x + HEIGHT / 2, y + HEIGHT);

const ENTRIES: Entry[] = [
  ...Object.entries(PHASE_NAMES).map(([kind, name]): Entry => {
    const inset = PHASE_INSETS[kind as PhaseKind] / 2;
    return { name, draw: (x, y) => element('rect', { class: kind, x, y: y + inset, width: HEIGHT, height: HEIGHT - 2 * inset }) };
  }),
  { name: 'TERM: SIGTERM', draw: mark },
  { name: 'KILL: SIGKILL', draw: mark },
  { name: 'pods that serve', draw: (x, y) => element('rect', { class: 'curve', x, y, width: HEIGHT, height: HEIGHT }) },
  { name: 'pods wanted', draw: (x, y) => line('wanted', x, y + HEIGHT / 2, x + HEIGHT + 1, y + HEIGHT / 2) },
];

interface Margins {
  readonly left: number;
  readonly right: number;
}

/** What each colour, line and mark of a picture means, in as many lines as it takes. */
export function legendAt(top: number, { left, right }: Margins): { content: string; height: number } {
  let [x, y] = [left, top];
  const parts = ENTRIES.map(({ name, draw }) => {
    const width = SAMPLE + name.length * LETTER;
    if (x > left && x + width > right) { [x, y] = [left, y + LINE]; }
    const entry = draw(x, y - HEIGHT + 2) + text(name, { x: x + SAMPLE, y });
    x += width + BETWEEN;
    return entry;
  });
  return { content: element('g', { class: 'legend' }, parts.join('\n')), height: y - top + LINE };
}
