import { ImmutableField, immutableFieldsOf, normalValue } from './immutable-fields';
import { refusedSelector } from './immutable-selectors';
import { isSameJson, ManifestObject, numberAt, rootOf } from '../../manifests';
import { isHook, isReplaced } from '../config/migrations';
import { oncePerPair, Pair } from '../memoize';
import { objectRefusals } from '../refusals/objects';
import { podRefusals } from '../refusals/pods';

/** The immutable fields that an update changes, so that the API server refuses it; none if a tool creates the object anew. */
export function refusedFields(pair: Pair): ImmutableField[] {
  return isMadeAnew(pair) ? [] : immutableFieldsOf(pair.after).filter(field => isRefused(field, pair));
}

/** Whether the API server refuses the new version of an object, so that the old one stays as it is. */
export const isUpdateRefused = oncePerPair((pair): boolean => {
  if (!isReplaced(pair.after) && (refusedSelector(pair) !== undefined || refusedFields(pair).length > 0)) { return true; }
  return isInvalid(pair.after) && !isInvalid(pair.before);
});

function isInvalid(object: ManifestObject): boolean {
  return [objectRefusals(object), podRefusals(object)].some(refusals => refusals !== undefined && refusals.length > 0);
}

function isRefused(field: ImmutableField, { before, after }: Pair): boolean {
  return (field.isRefused?.(rootOf(before.json), rootOf(after.json)) ?? true)
    && !isSameJson(normalValue(field, before), normalValue(field, after));
}

/** Whether a tool deletes the old object first, or the cluster deleted it when the Job was finished. */
function isMadeAnew({ before, after }: Pair): boolean {
  return isHook(after) || isReplaced(after)
    || (after.kind === 'Job' && numberAt(rootOf(before.json), ['spec', 'ttlSecondsAfterFinished']) !== undefined);
}
