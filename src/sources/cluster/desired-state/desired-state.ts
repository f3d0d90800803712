import { mappingIn } from './json';
import { lastApplied } from './last-applied';
import { ownersOf } from './managed-fields';
import { Mask, masked } from './mask';
import { ownedMask } from './owned-mask';
import { secretAsAsked } from './secret-data';
import { withoutServerFields } from './server-fields';
import { withoutSystemMetadata } from './system-metadata';
import { writtenMask } from './written-mask';
import { LiveObject } from '../live-objects';

type Json = Readonly<Record<string, unknown>>;

/**
 * A live object, reduced to the fields that its owner wrote and those that the release will write, so that neither defaults nor
 * status look like changes. The values are those in the cluster, whatever changed them: an update starts from there.
 */
export function desiredState(each: LiveObject): Json {
  const { object, namespace, asked } = each;
  const part = secretAsAsked(writtenPart(each), each.json, asked?.json);
  const metadata = { ...withoutSystemMetadata(mappingIn(part, 'metadata')), name: object.name, ...namespace === undefined ? {} : { namespace } };
  return { apiVersion: object.apiVersion, kind: object.kind, ...part, metadata };
}

/** The fields that the newer of client-side and server-side apply recorded; without either, all that the server does not add. */
function writtenPart({ json, asked }: LiveObject): Json {
  const owners = ownersOf(json);
  const applied = lastApplied(json);
  // Fields of another API version have another meaning.
  const isComparable = (other: Json): boolean => other.apiVersion === json.apiVersion;
  const part = (masks: Mask[]): Json => masked(json, asked && isComparable(asked.json)
    ? [...masks, writtenMask(asked.json)]
    : masks) as Json;
  const isApplied = applied !== undefined && applied.time > (owners[owners.length - 1]?.time ?? '');
  if (owners.length > 0 && !isApplied) { return part(owners.map(({ fields }) => ownedMask(fields))); }
  if (!applied) { return withoutServerFields(json, asked?.json); }
  return isComparable(applied.json) ? part([writtenMask(applied.json)]) : applied.json;
}
