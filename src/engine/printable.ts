import { ObjectName } from './report';
import type { Timeline } from '../timeline/model';

/**
 * A text on one line that is safe to print to a terminal: names and messages come from input, which may contain escape
 * sequences or characters that change the direction of writing.
 */
export function printable(text: string, longest: number = 2000): string {
  const line = PLAIN.test(text) ? text : text.replace(/\s+/g, ' ').replace(/\p{C}/gu, '\uFFFD');
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

const PLAIN = /^[\x20-\x7e]*$/;

/** The name of an object, as every format shows it. */
export function printableName({ kind, namespace, name }: ObjectName): ObjectName {
  return {
    kind: printable(kind, LONGEST_NAME),
    ...namespace === undefined ? {} : { namespace: printable(namespace, LONGEST_NAME) },
    name: printable(name, LONGEST_NAME),
  };
}

/** The same for a timeline, which contains the name of its workload. */
export function printableTimeline(timeline: Timeline): Timeline {
  return {
    ...timeline,
    name: printable(timeline.name),
    warnings: timeline.warnings.map(text => printable(text)),
    assumptions: timeline.assumptions.map(text => printable(text)),
  };
}

/** The API server takes no longer ones. */
const LONGEST_NAME = 253;
