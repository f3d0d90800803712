import { DEFAULT_RULE, NamedBy } from '../../intent/api-versions';

const VERSION = /^[a-z0-9]([a-z0-9.-]{0,38}[a-z0-9])?$/;

export const VERSION_ALLOWED = "at most 40 lowercase letters, digits, dashes and dots, such as 'v1', 'v1.2' or '2026-11-01'";

/** Whether it can be a part of a path, the value of a header and a part of a name; of a host, where that names it. */
export function isVersionName(given: unknown, by?: NamedBy): given is string {
  return typeof given === 'string' && VERSION.test(given) && given !== DEFAULT_RULE && !given.includes('..') && !(by?.kind === 'host' && given.includes('.'));
}

/** A name without what people leave out or mix up: `v01` and `v1` are one version to them, and `v1-0` and `v1.0` one name of a service. */
export function asPeopleReadIt(name: string): string {
  return name.replace(/(?<!\d)0+(?=\d)/g, '').replace(/\./g, '-');
}
