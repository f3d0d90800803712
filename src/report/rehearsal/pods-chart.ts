import { Drawn, LEFT, LINE, PAD, RIGHT, TimeAxis, WIDTH } from './picture';
import { PodLife } from '../../rehearse/observe/pod-life';
import { PodPhase, podSpans } from '../../rehearse/observe/pod-phases';
import { countOf, shorten } from '../../text';
import { element, escapeXml, text } from '../timeline/drawing';
import { PHASE_INSETS } from '../timeline/phases';

/** With many pods, lanes are lower. */
const ROOMY: Lanes = { lane: 14, gap: 7 };
const DENSE: Lanes = { lane: 11, gap: 4 };
const MOST_ROOMY = 24;
const MOST = 80;
const LABEL = 29;

export const POD_PHASE_NAMES: Record<PodPhase, string> = {
  starting: 'starting',
  serving: 'ready',
  unready: 'no longer ready',
  stopping: 'deleted',
  draining: 'after SIGTERM was due',
};

/** Lower than its lane, so that phases differ without colours. */
export const POD_INSETS: Record<PodPhase, number> = {
  starting: PHASE_INSETS.starting - 2,
  serving: 0,
  unready: 1,
  stopping: PHASE_INSETS.stopping - 1,
  draining: PHASE_INSETS.draining - 1,
};

interface Lanes {
  readonly lane: number;
  readonly gap: number;
}

/** A lane for each pod; if there are too many, those with events come first. */
export function podsChart(pods: readonly PodLife[], axis: TimeAxis, top: number): Drawn {
  const changing = pods.filter(isChanging);
  const shown = (pods.length > MOST ? [...changing, ...pods.filter(pod => !isChanging(pod))].slice(0, MOST) : [...pods])
    .sort((one, other) => (one.created ?? 0) - (other.created ?? 0) || (one.deleted ?? Infinity) - (other.deleted ?? Infinity));
  const size = shown.length > MOST_ROOMY ? DENSE : ROOMY;
  const lanes = shown.map((pod, i) => laneOf(pod, axis, { ...size, y: top + i * (size.lane + size.gap) }));
  const rest = pods.length - shown.length;
  const height = shown.length * (size.lane + size.gap);
  const y = top + height + LINE - 6;
  const more = rest === 0 ? [] : [text(`and ${countOf(rest, 'pod')} more`, { x: PAD, y, class: 'faint' })];
  return { content: [...lanes, ...more].join('\n'), height: height + (rest === 0 ? 0 : LINE) };
}

function isChanging({ created, deleted, exits, readiness }: PodLife): boolean {
  return created !== undefined || deleted !== undefined || exits.length > 0 || readiness.length > 1;
}

function laneOf(pod: PodLife, axis: TimeAxis, { y, lane, gap }: Lanes & { readonly y: number }): string {
  const { name, sigtermDue, deleted, exits } = pod;
  const isInside = (at: number | undefined): at is number => at !== undefined && at >= axis.from && at <= axis.to;
  const term = deleted !== undefined && isInside(sigtermDue) ? [mark(axis.x(Math.max(deleted, sigtermDue)), y, lane)] : [];
  return [
    text(shorten(name, LABEL), { 'x': PAD, 'y': y + lane - 3, 'font-size': Math.min(11, lane) }),
    element('line', { class: 'rule', x1: LEFT, x2: WIDTH - RIGHT, y1: y + lane + gap / 2, y2: y + lane + gap / 2 }),
    ...podSpans(pod, axis.from, axis.to).map(({ phase, from, to }) => {
      const inset = POD_INSETS[phase];
      const said = `${name} (${pod.revision}): ${POD_PHASE_NAMES[phase]}, ${seconds(from, axis)} to ${seconds(to, axis)}`;
      return element('rect', {
        class: phase, x: axis.x(from), y: y + inset, width: Math.max(1, axis.x(to) - axis.x(from)), height: lane - 2 * inset,
      }, element('title', {}, escapeXml(said)));
    }),
    ...term,
    ...exits.filter(({ at }) => isInside(at)).map(({ at, code, container, reason }) => {
      const why = reason === undefined ? '' : ` (${reason})`;
      return cross(axis.x(at), y + lane / 2, `${container} of ${name} exited with code ${code}${why} at ${seconds(at, axis)}`);
    }),
  ].join('\n');
}

function seconds(at: number, { zero }: TimeAxis): string {
  return `${((at - zero) / 1000).toFixed(1)} s`;
}

function mark(x: number, y: number, lane: number): string {
  return element('line', { class: 'mark', x1: x, x2: x, y1: y - 2, y2: y + lane + 2 }, element('title', {}, 'SIGTERM due'));
}

/** A cross, where a container exited. */
export function cross(x: number, y: number, title: string): string {
  const d = `M${(x - 4).toFixed(1)} ${y - 4} l8 8 m0 -8 l-8 8`;
  return element('path', { class: 'exit', d }, element('title', {}, escapeXml(title)));
}
