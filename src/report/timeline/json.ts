import { Timeline } from '../../timeline/model';

/** The version of the JSON format; it changes when a field changes its meaning or is removed. */
const FORMAT_VERSION = 1;

/** Timelines for tools. Times are seconds. */
export function timelinesAsJson(timelines: Timeline[]): string {
  return `${JSON.stringify({ version: FORMAT_VERSION, timelines }, null, 2)}\n`;
}
