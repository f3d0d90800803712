import { Operation } from '../../../contracts';
import { RecordedContract } from '../../../manifests';
import { shorten } from '../../../text';

/** `HTTPRoute orders v1`: what clients call. */
export function contractInWords({ of, version }: RecordedContract): string {
  return `${shorten(of.kind)} ${shorten(of.name)}${version === undefined ? '' : ` ${shorten(version)}`}`;
}

/** `orders v1`. */
export function apiInWords({ of, version }: RecordedContract): string {
  return `${shorten(of.name)}${version === undefined ? '' : ` ${shorten(version)}`}`;
}

export function operationInWords({ method, path }: Operation): string {
  return `${shorten(method)} ${shorten(path)}`;
}

/** A JSON pointer, as RFC 6901 writes it. */
export function pointerInWords(segments: readonly string[]): string {
  return shorten(segments.map(segment => `/${segment.replace(/~/g, '~0').replace(/\//g, '~1')}`).join(''), LONGEST_POINTER);
}

const LONGEST_POINTER = 200;
