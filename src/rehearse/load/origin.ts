import { RequestLine } from './load-plan';
import { Check } from '../../settings';
import { show } from '../../text';

/** Where requests are sent to, and the first of them. */
export interface Target {
  readonly origin: string;
  /** Path and query of the URL. */
  readonly request: RequestLine;
}

const EXAMPLE = 'such as "https://staging.example.com/orders?limit=1"';

/** The URL of `--url`, or the rest of a sentence that begins with the name of the option. */
export const targetOf: Check<Target> = given => {
  const url = typeof given === 'string' && /^https?:\/\//i.test(given) && URL.canParse(given) ? new URL(given) : undefined;
  // A password must not appear in a message, which may be in the log of a pipeline.
  if (url === undefined) {
    const shown = typeof given === 'string' ? given.replace(/\/\/[^/@]*@/, '//…@') : given;
    return { wrong: `is ${show(shown)}. Allowed: an address that begins with http:// or https://, ${EXAMPLE}.` };
  }
  if (url.username !== '' || url.password !== '') {
    return {
      wrong: `contains a user name or a password, which would appear in the report. Allowed: an address without them, ${EXAMPLE}. `
        + 'Write a file for --requests with the header Authorization.',
    };
  }
  if (url.hash !== '') {
    return { wrong: `has a fragment, ${show(url.hash)}, which clients do not send. Leave it out.` };
  }
  return { value: { origin: url.origin, request: { path: `${url.pathname}${url.search}` } } };
};

/** The port of an address of this machine, or none. */
export function localPortOf(origin: string, resolve?: string): number | undefined {
  const { hostname, port, protocol } = new URL(origin);
  return isLocal((resolve ?? hostname).replace(/^\[(.*)\]$/, '$1')) ? Number(port || (protocol === 'https:' ? 443 : 80)) : undefined;
}

function isLocal(address: string): boolean {
  return /^(?:.+\.)?localhost$/.test(address) || /^(?:::ffff:)?127\./.test(address) || ['::1', '0.0.0.0', '::'].includes(address);
}
