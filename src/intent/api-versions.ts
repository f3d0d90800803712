/**
 * The annotations of a route that describe which versions of an API it serves, without the prefix: how requests name a version,
 * which version serves requests that name none, and `version.<name>` for each version, with its retirement or `current`.
 */
export const VERSION_KEYS = { by: 'version-by', default: 'default-version', version: 'version.' } as const;

/** The name of the rule for requests that name no version. */
export const DEFAULT_RULE = 'default';

/** The part of a request that names the version. */
export type NamedBy = { readonly kind: 'path' | 'host' } | { readonly kind: 'header'; readonly header: string };

/** When a version is removed, as its clients are told. */
export interface AnnouncedRetirement {
  /** `YYYY-MM-DD`, as all dates here. */
  readonly deprecated: string;
  readonly sunset: string;
  readonly successor?: string;
  /** A page for clients that must change. */
  readonly guide?: string;
}

const CURRENT = 'current';
const FIELDS = ['deprecated', 'sunset', 'successor', 'guide'] as const;

/** The text of a `version.<name>` annotation: `deprecated=2026-12-01 sunset=2027-06-30 successor=v2`. */
export function writeRetirement(retirement: AnnouncedRetirement | undefined): string {
  if (!retirement) { return CURRENT; }
  return FIELDS.filter(field => retirement[field] !== undefined).map(field => `${field}=${retirement[field]}`).join(' ');
}

/** The text of the annotation `version-by`: `path`, `host` or `header API-Version`. */
export function writeNamedBy(by: NamedBy): string {
  return by.kind === 'header' ? `header ${by.header}` : by.kind;
}

/** The meaning of `version-by`; undefined if its value is not known. */
export function readNamedBy(text: string): NamedBy | undefined {
  const [kind, header, ...rest] = text.trim().split(/\s+/);
  if (rest.length > 0) { return undefined; }
  if (kind === 'header') { return header ? { kind, header } : undefined; }
  return (kind === 'path' || kind === 'host') && header === undefined ? { kind } : undefined;
}

/** The meaning of a `version.<name>` annotation; `'wrong'` if it does not have this form. */
export function readRetirement(text: string): AnnouncedRetirement | undefined | 'wrong' {
  if (text.trim() === CURRENT) { return undefined; }
  const said = new Map(text.trim().split(/\s+/).map(part => {
    const [name] = part.split('=', 1);
    return [name, part.slice(name.length + 1)] as const;
  }));
  const [deprecated, sunset] = [said.get('deprecated'), said.get('sunset')];
  const known: readonly string[] = FIELDS;
  if (!isDate(deprecated) || !isDate(sunset) || [...said].some(([name, value]) => !known.includes(name) || value === '')) { return 'wrong'; }
  return { deprecated, sunset, successor: said.get('successor'), guide: said.get('guide') };
}

/** Whether a text is a day of the calendar: `2026-12-01`. */
export function isDate(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) { return false; }
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
