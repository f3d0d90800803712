import { listWords, show } from '../text';
import { mappingOf, valueOf } from './reading';
import { Check } from './values';
import { ContractKind } from '../contracts';
import { addFieldError, FieldCursor, Path, placeAt } from '../manifests';

/** A contract of an API whose manifests are not written by a construct. */
export interface DeclaredContract {
  readonly kind: ContractKind;
  /** Relative to the folder of the settings. */
  readonly path: string;
  /** The kind of a route may be left out. */
  readonly of: { readonly kind?: string; readonly name: string };
  readonly version?: string;
  readonly namespace?: string;
  /** Where it is declared. */
  readonly place: Path;
}

const DOCUMENTS = { openApi: 'openapi', graphql: 'graphql', protobuf: 'protobuf' } as const satisfies { readonly [key: string]: ContractKind };
const DOCUMENT_KEYS = Object.keys(DOCUMENTS) as (keyof typeof DOCUMENTS)[];
const CALLED = ['route', 'service'];
const ALLOWED = ['version', ...CALLED, 'namespace', ...DOCUMENT_KEYS];
const MOST = 1000;

const NAME = matching(/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/, 'the name of an object, such as orders');
const ROUTE = matching(/^([A-Z][A-Za-z]{0,62}\/)?[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/, 'the name of a route, such as orders or Ingress/orders');
const VERSION = matching(/^[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/, 'a version in letters and digits, such as v1');
const FILE = matching(/^[^\0\n]{1,1000}$/, 'the path of a file, relative to the folder of this one');

/** The contracts that settings name; one with a mistake is a field error, and is left out. */
export function contractsAt(place: FieldCursor): DeclaredContract[] {
  const { value } = place;
  if (value === undefined) { return []; }
  if (!Array.isArray(value)) {
    addFieldError(place, `is ${show(value)}. Allowed: a list, such as [{ version: v1, route: orders, openApi: openapi/v1.yaml }].`);
    return [];
  }
  return value.slice(0, MOST).flatMap((_, i) => contractAt(placeAt(place, [i])) ?? []);
}

function contractAt(place: FieldCursor): DeclaredContract | undefined {
  if (typeof place.value !== 'object' || place.value === null) {
    addFieldError(place, `is ${show(place.value)}. Allowed: a mapping with ${listWords(ALLOWED, 'or')}.`);
    return undefined;
  }
  const places = mappingOf(place, ALLOWED);
  const called = oneKeyOf(place, places, CALLED, 'It is not known what clients call.');
  const document = oneKeyOf(place, places, DOCUMENT_KEYS, 'It is not known what clients rely on.');
  const [version, namespace] = [valueOf(places.version, VERSION), valueOf(places.namespace, NAME)];
  const target = called && valueOf(places[called], called === 'route' ? ROUTE : NAME);
  const path = document && valueOf(places[document], FILE);
  if (!document || target === undefined || path === undefined) { return undefined; }
  const [name, kind] = target.split('/').reverse();
  return { kind: DOCUMENTS[document], path, of: { name, kind: called === 'service' ? 'Service' : kind }, version, namespace, place: place.path };
}

function oneKeyOf<T extends string>(
  place: FieldCursor, places: Readonly<Record<string, FieldCursor>>, keys: readonly T[], otherwise: string,
): T | undefined {
  const given = keys.filter(key => places[key] !== undefined);
  if (given.length === 1) { return given[0]; }
  addFieldError(place, `has ${given.length === 0 ? 'none' : 'several'} of ${listWords(keys, 'and')}. ${otherwise} Write one of them.`);
  return undefined;
}

function matching(pattern: RegExp, allowed: string): Check<string> {
  return given => typeof given === 'string' && pattern.test(given) ? { value: given } : { wrong: `is ${show(given)}. Allowed: ${allowed}.` };
}
