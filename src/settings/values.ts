import { listWords, meantWord, show } from '../text';
import { FAIL_ON, RouterName, Settings, SHOW } from './settings';
import { PLATFORMS } from '../analysis/cluster-profile';
import { isDate } from '../intent/api-versions';
import { parseMinor } from '../intent/kubernetes-version';
import { ROUTERS } from '../lifecycle';
import { parseDuration } from '../manifests';

/** A valid value, or the error: the rest of a sentence that begins with the name of the setting. */
export type Checked<T> = { readonly value: T } | { readonly wrong: string };
export type Check<T> = (given: unknown) => Checked<T>;

/** Older versions have neither policy/v1 nor other fields that the rules use. */
const OLDEST_MINOR = 21;

/** The settings that have one value each, from a file, an option or a property. */
export const VALUES = {
  kubernetesVersion: version,
  platform: oneOf(PLATFORMS),
  exposure: oneOf(Object.keys(ROUTERS).filter((name): name is RouterName => name !== 'headless')),
  deregistrationDelay: duration,
  longestRequest: duration,
  startupTime: duration,
  minimumNotice: days,
  failOn: oneOf(FAIL_ON),
  show: oneOf(SHOW),
} as const satisfies Record<string, Check<unknown>>;

/** The field of the settings for each value. */
export const FIELDS = {
  kubernetesVersion: 'kubernetesMinor',
  platform: 'platform',
  exposure: 'exposure',
  deregistrationDelay: 'deregistrationDelay',
  longestRequest: 'longestRequest',
  startupTime: 'startupTime',
  minimumNotice: 'minimumNotice',
  failOn: 'failOn',
  show: 'show',
} as const satisfies Record<keyof typeof VALUES, keyof Settings>;

/** One of a few words. */
export function oneOf<T extends string>(allowed: readonly T[]): Check<T> {
  return given => {
    const value = allowed.find(word => word === given);
    if (value !== undefined) { return { value }; }
    const meant = typeof given === 'string' ? meantWord(given, allowed) : undefined;
    return { wrong: `is ${show(given)}. Allowed: ${listWords(allowed, 'or')}.${meant === undefined ? '' : ` Did you mean ${meant}?`}` };
  };
}

function version(given: unknown): Checked<number> {
  const minor = parseMinor(given);
  if (minor !== undefined && minor >= OLDEST_MINOR) { return { value: minor }; }
  const allowed = `is ${show(given)}. Allowed: a version from 1.${OLDEST_MINOR}, such as "1.31".`;
  return { wrong: typeof given === 'number' ? `${allowed} Write it in quotes: without them, 1.30 is read as 1.3.` : allowed };
}

function duration(given: unknown): Checked<number> {
  const value = typeof given === 'string' ? parseDuration(given) : undefined;
  return value === undefined ? { wrong: `is ${show(given)}. Allowed: a duration such as 30s, 2m or 1m30s.` } : { value };
}

/** Half a century: no longer notice makes sense. */
const MOST_DAYS = 18_250;

function days(given: unknown): Checked<number> {
  const value = typeof given === 'string' && /^\d{1,5}d$/.test(given) ? Number.parseInt(given, 10) : 0;
  return value > 0 && value <= MOST_DAYS ? { value } : { wrong: `is ${show(given)}. Allowed: a number of days such as 180d.` };
}

/** A day of the calendar, of a command or a property; in a file, it would become outdated. */
export function day(given: unknown): Checked<string> {
  return isDate(given) ? { value: given } : { wrong: `is ${show(given)}. Allowed: a day such as 2026-11-28.` };
}

/** Text in which `*` matches any text. */
export function pattern(given: unknown): Checked<string> {
  return typeof given === 'string' && given !== '' ? { value: given }
    : { wrong: `is ${given === '' ? 'empty' : show(given)}. Allowed: text, with * for any text.${typeof given === 'number' ? ' Write it in quotes.' : ''}` };
}
