const VERSION = /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/;

export const VERSION_ALLOWED = "at most 40 lowercase letters, digits and dashes, such as 'v1' or '2026-11-01'";

/** Whether it can be a part of a path, a label of a host, the value of a header and a part of a name. */
export function isVersionName(given: unknown): given is string {
  return typeof given === 'string' && VERSION.test(given);
}

/** A name without zeros that people leave out: `v01` and `v1` are one version to them. */
export function withoutZeros(name: string): string {
  return name.replace(/(?<!\d)0+(?=\d)/g, '');
}
