import { AnnouncedRetirement, NamedBy } from '../../intent/api-versions';

/** A header of each answer. */
export interface ResponseHeader {
  readonly name: string;
  readonly value: string;
}

/** The headers of each answer: those that replace what the application says, and those beside it. */
export interface ResponseHeaders {
  readonly set: ResponseHeader[];
  readonly add: ResponseHeader[];
}

/** Where a version is; undefined where it has no address of its own. */
export type AddressOf = (version: string) => string | undefined;

/** What clients of a version are told; nothing where it stays and no header decides. */
export function responseHeaders(retirement: AnnouncedRetirement | undefined, by: NamedBy, addressOf: AddressOf): ResponseHeaders {
  const vary = by.kind === 'header' ? [{ name: 'Vary', value: by.header }] : [];
  if (!retirement) { return { set: [], add: vary }; }
  const link = linkOf(retirement, addressOf);
  return {
    set: [{ name: 'Deprecation', value: deprecationOf(retirement) }, { name: 'Sunset', value: sunsetOf(retirement) }],
    add: [
      ...link === undefined ? [] : [{ name: 'Link', value: link }],
      ...vary,
      { name: 'Access-Control-Expose-Headers', value: `Deprecation, Sunset${link === undefined ? '' : ', Link'}` },
    ],
  };
}

/**
 * A structured date: `@1796083200`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9745.html
 */
export function deprecationOf({ deprecated }: AnnouncedRetirement): string {
  return `@${midnight(deprecated).getTime() / 1000}`;
}

/**
 * An HTTP-date: `Wed, 30 Jun 2027 00:00:00 GMT`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8594.html
 */
export function sunsetOf({ sunset }: AnnouncedRetirement): string {
  return midnight(sunset).toUTCString();
}

/** Where the next version is, and what clients have to change; undefined where neither is known. */
export function linkOf({ successor, guide }: AnnouncedRetirement, addressOf: AddressOf): string | undefined {
  const next = successor === undefined ? undefined : addressOf(successor);
  const links = [
    ...next === undefined ? [] : [`<${next}>; rel="successor-version"`],
    ...guide === undefined ? [] : [`<${guide}>; rel="deprecation"; type="text/html"`],
  ];
  return links.length === 0 ? undefined : links.join(', ');
}

function midnight(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
