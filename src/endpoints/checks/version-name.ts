import { DEFAULT_RULE, NamedBy } from '../../intent/api-versions';

const VERSION = /^[a-z0-9]([a-z0-9.-]{0,38}[a-z0-9])?$/;

export const VERSION_ALLOWED = "at most 40 lowercase letters, digits, dashes and dots, such as 'v1', 'v1.2' or '2026-11-01'";

/** Whether it can be a part of a path, the value of a header and a part of a name; and of a host, if the host names the version. */
export function isVersionName(given: unknown, by?: NamedBy): given is string {
  return typeof given === 'string' && VERSION.test(given) && given !== DEFAULT_RULE && !given.includes('..') && !(by?.kind === 'host' && given.includes('.'));
}

/** A name without the parts that people mix up: `v01` and `v1` are one version to them, and `v1-0` and `v1.0` give a service the same name. */
export function asPeopleReadIt(name: string): string {
  return name.replace(/(?<!\d)0+(?=\d)/g, '').replace(/\./g, '-');
}
