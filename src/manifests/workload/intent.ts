import { parseDuration } from './duration';
import { ACKNOWLEDGE } from '../../intent/acknowledgement';
import { INTENT_CHOICES, INTENT_KEYS, INTENT_PREFIX } from '../../intent/annotations';
import { CONTRACT_KEYS } from '../../intent/contracts';
import { show } from '../../text';
import { addFieldError, FieldCursor, placeAt, rootOf } from '../fields';
import { ManifestObject } from '../manifest-object';
import { Path } from '../path';

type Figures = Partial<Record<keyof typeof INTENT_KEYS, number>>;
type Choices = Partial<Record<keyof typeof INTENT_CHOICES, string>>;

/** What the owner of a service states: times in whole seconds, choices as they were written; undefined if not stated. */
export interface Intent extends Readonly<Figures>, Readonly<Choices> {
  /** The reason by rule id, as it was written: it may be empty, and the rule may be unknown. */
  readonly acknowledged: Readonly<Record<string, string>>;
  /** The APIs that its pods call; undefined if not stated. */
  readonly consumes?: readonly ConsumedApi[];
}

/** An API that a workload calls. */
export interface ConsumedApi {
  /** The name of the called route or Service. */
  readonly api: string;
  /** Undefined for that of the workload. */
  readonly namespace?: string;
  /** Undefined for any. */
  readonly version?: string;
}

const KNOWN = new Set<string>([
  ...Object.values(INTENT_KEYS), ...Object.values(INTENT_CHOICES).map(({ key }) => key), CONTRACT_KEYS.consumes,
]);

/** The path of an annotation under our prefix in a manifest. */
export function intentPath(key: string): Path {
  return ['metadata', 'annotations', `${INTENT_PREFIX}${key}`];
}

/** Reads the annotations under our prefix; malformed and unknown ones are fieldErrors. */
export function intentOf(object: ManifestObject, root: FieldCursor = rootOf(object.json)): Intent {
  const written = Object.keys(object.annotations)
    .filter(key => key.startsWith(INTENT_PREFIX))
    .map(key => key.slice(INTENT_PREFIX.length));
  for (const key of written.filter(k => !KNOWN.has(k) && !k.startsWith(ACKNOWLEDGE))) {
    addFieldError(placeAt(root, intentPath(key)), `is not a known annotation. Write one of ${[...KNOWN].join(', ')} or ${ACKNOWLEDGE}<rule>, or remove it.`);
  }
  const seconds = Object.entries(INTENT_KEYS)
    .map(([field, key]) => [field, secondsAt(object, root, key)])
    .filter(([, value]) => value !== undefined);
  const chosen = Object.entries(INTENT_CHOICES)
    .map(([field, { key, choices }]) => [field, choiceAt(object, root, key, choices)])
    .filter(([, value]) => value !== undefined);
  const acknowledged = written.filter(key => key.startsWith(ACKNOWLEDGE))
    .map(key => [key.slice(ACKNOWLEDGE.length), object.annotations[`${INTENT_PREFIX}${key}`]]);
  const consumes = consumesAt(object, root);
  const said = Object.fromEntries([...seconds, ...chosen]);
  return { ...said, acknowledged: Object.fromEntries(acknowledged), ...consumes && { consumes } };
}

function secondsAt({ annotations }: ManifestObject, root: FieldCursor, key: string): number | undefined {
  const annotation = `${INTENT_PREFIX}${key}`;
  if (!Object.hasOwn(annotations, annotation)) { return undefined; }
  const seconds = parseDuration(annotations[annotation]);
  if (seconds === undefined) {
    const message = `is ${show(annotations[annotation])}, which is not a duration, so the figure is assumed instead. Write it like 30s, 2m or 1m30s.`;
    addFieldError(placeAt(root, intentPath(key)), message);
  }
  return seconds;
}

function choiceAt(
  { annotations }: ManifestObject, root: FieldCursor, key: string, choices: readonly string[],
): string | undefined {
  const annotation = `${INTENT_PREFIX}${key}`;
  if (!Object.hasOwn(annotations, annotation)) { return undefined; }
  const value = annotations[annotation];
  if (choices.includes(value)) { return value; }
  const known = choices.length > 1 ? `one of ${choices.join(', ')}` : choices[0];
  addFieldError(placeAt(root, intentPath(key)), `is ${show(value)}, which is not a known value. Write ${known}, or remove it.`);
  return undefined;
}

const CONSUMED = /^(?:([a-z0-9][a-z0-9-]{0,62})\/)?([a-z0-9][a-z0-9.-]{0,252})(?:@([A-Za-z0-9][\w.-]{0,62}))?$/;

/** `orders@v2, shop/billing`. */
function consumesAt({ annotations }: ManifestObject, root: FieldCursor): ConsumedApi[] | undefined {
  const annotation = `${INTENT_PREFIX}${CONTRACT_KEYS.consumes}`;
  if (!Object.hasOwn(annotations, annotation)) { return undefined; }
  const parts = annotations[annotation].split(',').map(part => part.trim());
  const read = parts.map(part => CONSUMED.exec(part));
  const wrong = read.findIndex(match => match === null);
  if (wrong >= 0) {
    addFieldError(placeAt(root, intentPath(CONTRACT_KEYS.consumes)), `has ${show(parts[wrong])}, which does not name an API. Write the names of routes or Services, such as orders@v2, shop/billing.`);
  }
  return read.flatMap(match => match ? [{ namespace: match[1], api: match[2], version: match[3] }] : []);
}
