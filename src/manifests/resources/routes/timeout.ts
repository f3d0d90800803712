import { RouteTimeout } from './route';
import { FieldCursor, stringAt } from '../../fields';
import { Path } from '../../path';

const PART = /(\d{1,10}(?:\.\d{0,10})?|\.\d{1,10})(ns|us|µs|ms|s|m|h)/g;
const WHOLE = new RegExp(`^(?:${PART.source}){1,8}$`);
const SECONDS: Readonly<Record<string, number>> = { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };

/** The time limit in a field: Infinity if it is switched off, undefined if none is written or it cannot be read. */
export function timeoutAt(place: FieldCursor, path: Path): RouteTimeout | undefined {
  const text = stringAt(place, path);
  const seconds = text === undefined ? undefined : secondsIn(text);
  return seconds === undefined ? undefined : { seconds: seconds === 0 ? Infinity : seconds, at: [...place.path, ...path] };
}

function secondsIn(text: string): number | undefined {
  if (text === 'infinity' || text === 'infinite') { return Infinity; }
  if (!WHOLE.test(text)) { return undefined; }
  return [...text.matchAll(PART)].reduce((sum, [, amount, unit]) => sum + Number(amount) * SECONDS[unit], 0);
}

/** The shortest of the limits that are known. */
export function shortest(...timeouts: readonly (RouteTimeout | undefined)[]): RouteTimeout | undefined {
  const [first, ...others] = timeouts.filter(timeout => timeout !== undefined);
  return first && others.reduce((least, timeout) => timeout.seconds < least.seconds ? timeout : least, first);
}
