import { filtered, mappingIn, mappingsIn } from './json';

type Json = Readonly<Record<string, unknown>>;

/** A field manager that applies an object with server-side apply: kubectl, Argo CD, Flux. */
export interface Owner {
  /** Which fields, as fieldsV1 writes them. */
  readonly fields: Json;
  /** Of the last change, as the API writes times: sorting them as text sorts them by age. */
  readonly time: string;
}

/** The field managers that apply a whole object, sorted by their last changes: not a controller that applies one annotation. */
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

/** When an annotation was last written; empty if unknown. */
export function timeOfAnnotation(json: Json, annotation: string): string {
  const writers = mappingsIn(mappingIn(json, 'metadata').managedFields)
    .filter(entry => Object.hasOwn(mappingIn(mappingIn(mappingIn(entry, 'fieldsV1'), 'f:metadata'), 'f:annotations'), `f:${annotation}`));
  return writers.map(timeOf).sort().pop() ?? '';
}

function timeOf({ time }: Json): string {
  return typeof time === 'string' ? time : '';
}
