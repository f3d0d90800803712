import { AnnouncedRetirement, NamedBy } from '../../intent/api-versions';

/** A header of each answer. */
export interface ResponseHeader {
  readonly name: string;
  readonly value: string;
}

/** The headers of each answer: those that replace headers of the application, and those that are added to them. */
export interface ResponseHeaders {
  readonly set: ResponseHeader[];
  readonly add: ResponseHeader[];
}

/** The address of a version; undefined if it has no address of its own. */
export type AddressOf = (version: string) => string | undefined;

/** The headers for clients of a version; none if it stays and no header names the version. */
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

/** Links to the next version and to the guide; undefined if neither is known. */
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
