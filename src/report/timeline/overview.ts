import { listWords } from '../../text';
import { Timeline } from '../../timeline/model';

/** More names would make a sentence too long. */
const MOST_NAMES = 12;
const LONGEST_NAME = 120;

/** An overview of several timelines in sentences; empty for a single one, which shows it itself. */
export function overviewOf(timelines: readonly Timeline[]): string[] {
  if (timelines.length < 2) { return []; }
  const outages = timelines.filter(({ isOutage }) => isOutage);
  const noticed = timelines.filter(timeline => !timeline.isOutage && timeline.warnings.length > 0);
  const stuck = timelines.filter(({ update, drain }) => update.blocked !== undefined || drain.blocked !== undefined);
  const of = (some: readonly Timeline[], one: string, several: string): string =>
    `${some.length} of ${timelines.length} ${some.length === 1 ? one : several}: ${names(some)}.`;
  const sentences = [
    ...outages.length > 0 ? [of(outages, 'has an outage in each update', 'have an outage in each update')] : [],
    ...noticed.length > 0 ? [of(noticed, 'has warnings', 'have warnings')] : [],
    ...stuck.length > 0 ? [of(stuck, 'has an update or a drain that gets stuck', 'have an update or a drain that gets stuck')] : [],
  ];
  return sentences.length > 0 ? sentences : [`Of ${timelines.length} workloads, none has an outage or a warning.`];
}

function names(timelines: readonly Timeline[]): string {
  const more = timelines.length - MOST_NAMES;
  const all = timelines.map(({ name }) => name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name);
  return listWords(more > 0 ? [...all.slice(0, MOST_NAMES), `${more} more`] : all);
}

/** Outages first, then timelines with warnings, then the others, each in their order. */
export function worstFirst(timelines: readonly Timeline[]): Timeline[] {
  const rank = ({ isOutage, warnings }: Timeline): number => Number(!isOutage) + Number(warnings.length === 0);
  return [...timelines].sort((one, other) => rank(one) - rank(other));
}

export function notDrawnInWords(count: number): string {
  return `${count} more ${count === 1 ? 'is' : 'are'} not drawn, so that the picture stays small enough: choose some with --name or --namespace, or use --format text.`;
}
