import { filtered, mappingIn, mappingsIn } from './json';

type Json = Readonly<Record<string, unknown>>;

/** Somebody who applies an object with server-side apply: kubectl, Argo CD, Flux. */
export interface Owner {
  /** Which fields, as fieldsV1 writes them. */
  readonly fields: Json;
  /** Of the last change, as the API writes times: as text they sort by age. */
  readonly time: string;
}

/** Those who apply all of an object, in the order of their last changes. A controller that applies one annotation is none. */
export function ownersOf(json: Json): Owner[] {
  return mappingsIn(mappingIn(json, 'metadata').managedFields)
    .filter(entry => entry.operation === 'Apply' && !entry.subresource && entry.apiVersion === json.apiVersion)
    .map(entry => ({ fields: filtered(mappingIn(entry, 'fieldsV1'), key => key !== 'f:status'), time: timeOf(entry) }))
    .filter(({ fields }) => ownsAll(fields, json))
    .sort((one, other) => one.time < other.time ? -1 : 1);
}

function ownsAll(fields: Json, json: Json): boolean {
  if (Object.hasOwn(mappingIn(json, 'spec'), 'template')) { return Object.hasOwn(mappingIn(fields, 'f:spec'), 'f:template'); }
  const isBare = Object.keys(json).every(key => ['apiVersion', 'kind', 'metadata', 'status'].includes(key));
  return Object.keys(fields).some(key => isBare || key !== 'f:metadata');
}

/** When somebody last wrote a certain annotation; empty if nobody is known to have. */
export function timeOfAnnotation(json: Json, annotation: string): string {
  const writers = mappingsIn(mappingIn(json, 'metadata').managedFields)
    .filter(entry => Object.hasOwn(mappingIn(mappingIn(mappingIn(entry, 'fieldsV1'), 'f:metadata'), 'f:annotations'), `f:${annotation}`));
  return writers.map(timeOf).sort().pop() ?? '';
}

function timeOf({ time }: Json): string {
  return typeof time === 'string' ? time : '';
}
