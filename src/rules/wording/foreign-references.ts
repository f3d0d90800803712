import { ForeignReference } from '../../analysis/traffic/reference-grants';
import { shorten } from '../../text';

/** The access to allow, as the end of a sentence: `HTTPRoutes of namespace shop refer to Service cart`. */
export function referenceInWords({ from, kind, name }: ForeignReference): string {
  return `${from.kind}s of namespace ${shorten(from.namespace!)} refer to ${kind} ${shorten(name)}`;
}

/** The consequence if it is not allowed, as the end of a sentence. */
export function refusalInWords({ from, listener }: ForeignReference): string {
  switch (from.kind) {
    case 'Gateway': return `listener ${shorten(listener ?? '')} of Gateway ${shorten(from.name)} has no certificate, and TLS connections to it fail`;
    case 'HTTPRoute': return `requests that ${from.kind} ${shorten(from.name)} sends to it get status 500`;
    default: return `all traffic that ${from.kind} ${shorten(from.name)} sends to it fails`;
  }
}
