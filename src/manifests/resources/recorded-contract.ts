import { INTENT_PREFIX } from '../../intent/annotations';
import { CONTRACT_KEYS } from '../../intent/contracts';
import { show } from '../../text';
import { addFieldError, FieldCursor, FieldErrors, placeAt, rootOf, stringAt } from '../fields';
import { isMapping } from '../json';
import { groupOf, ManifestObject } from '../manifest-object';
import { Path } from '../path';
import { loadDocument } from '../yaml/load';

/** The key of the ConfigMap with the document, for each kind of contract. */
export const CONTRACT_PLACES = {
  openapi: ['data', 'openapi.json'],
  graphql: ['data', 'schema.graphql'],
  protobuf: ['binaryData', 'descriptor-set.binpb'],
} as const satisfies Record<string, Path>;

type Kind = keyof typeof CONTRACT_PLACES;

/** What clients of an API may rely on, as a ConfigMap records it. */
export interface RecordedContract {
  readonly object: ManifestObject;
  readonly kind: Kind;
  readonly text: string;
  /** What clients call, in the namespace of the ConfigMap. */
  readonly of: { readonly kind: string; readonly name: string };
  /** Undefined for an API with one version. */
  readonly version?: string;
}

export function isRecordedContract(object: ManifestObject): boolean {
  return object.kind === 'ConfigMap' && groupOf(object) === '' && Object.hasOwn(object.annotations, `${INTENT_PREFIX}${CONTRACT_KEYS.kind}`);
}

/** The contract that a ConfigMap records; undefined if it is malformed, which is a field error. */
export function recordedContractOf(object: ManifestObject, fieldErrors: FieldErrors): RecordedContract | undefined {
  const root = rootOf(object.json, fieldErrors);
  const kind = kindAt(annotationAt(root, CONTRACT_KEYS.kind));
  const of = calledAt(annotationAt(root, CONTRACT_KEYS.of));
  const text = kind && textAt(root, kind);
  if (!kind || !of || text === undefined) { return undefined; }
  const version = annotationAt(root, CONTRACT_KEYS.version).value;
  return { object, kind, text, of, version: typeof version === 'string' && version !== '' ? version : undefined };
}

function annotationAt(root: FieldCursor, key: string): FieldCursor {
  return placeAt(root, ['metadata', 'annotations', `${INTENT_PREFIX}${key}`]);
}

function kindAt(place: FieldCursor): Kind | undefined {
  if (typeof place.value === 'string' && Object.hasOwn(CONTRACT_PLACES, place.value)) { return place.value as Kind; }
  addFieldError(place, `is ${show(place.value)}, which is not a kind of contract. Write ${Object.keys(CONTRACT_PLACES).join(', ')}, or remove it.`);
  return undefined;
}

function calledAt(place: FieldCursor): RecordedContract['of'] | undefined {
  const [, kind, name] = typeof place.value === 'string' ? /^([A-Za-z]{1,63})\/([a-z0-9][a-z0-9.-]{0,252})$/.exec(place.value) ?? [] : [];
  if (kind !== undefined) { return { kind, name }; }
  addFieldError(place, `${place.value === undefined ? 'is missing' : `is ${show(place.value)}`}, so the contract is not compared. Write what clients call, such as HTTPRoute/orders or Service/orders.`);
  return undefined;
}

function textAt(root: FieldCursor, kind: Kind): string | undefined {
  const place = placeAt(root, CONTRACT_PLACES[kind]);
  const text = stringAt(place, []);
  if (text === undefined || text.trim() === '') {
    addFieldError(place, `has no text, but the annotations announce the ${kind} contract there. Write the contract there, or remove the annotations.`);
    return undefined;
  }
  const wrong = WHY_NONE[kind](text);
  if (wrong === undefined) { return text; }
  addFieldError(place, `${wrong}, so the contract cannot be compared. Record it again.`);
  return undefined;
}

/** Why a text is not a document of its kind, as far as that is visible without the tool that compares it. */
const WHY_NONE: { readonly [kind in Kind]: (text: string) => string | undefined } = {
  openapi: whyNoOpenApi,
  graphql: () => undefined,
  protobuf: text => /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text) ? undefined : 'is not base64',
};

function whyNoOpenApi(text: string): string | undefined {
  try {
    const document: unknown = JSON.parse(text);
    return isMapping(document) && typeof document.openapi === 'string' ? undefined : 'is not an OpenAPI document: it has no field openapi';
  } catch (error) {
    return `is not JSON (${(error as Error).message.slice(0, 120)})`;
  }
}

/** The path of the text of a contract in its ConfigMap. */
export function contractPath({ kind }: RecordedContract): Path {
  return CONTRACT_PLACES[kind];
}

/** The row of the recorded text, from 0, of a JSON pointer or its nearest parent; undefined if it is not JSON. */
export function contractRow({ kind, text }: RecordedContract, pointer: readonly string[]): number | undefined {
  if (kind !== 'openapi') { return undefined; }
  const loaded = loadDocument(text);
  return 'refusal' in loaded ? undefined : loaded.lineOf(pathOf(loaded.value, pointer));
}

/** A segment of a pointer is an index if the value is a list. */
function pathOf(root: unknown, pointer: readonly string[]): Path {
  let value = root;
  return pointer.map(segment => {
    const step = Array.isArray(value) ? Number(segment) : segment;
    value = typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? (value as Record<string | number, unknown>)[step] : undefined;
    return step;
  });
}
