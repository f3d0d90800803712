import type { ContractChange } from '../comparison';
import { Json, members, valueAt } from './json';
import { isMapping } from '../../manifests';

/**
 * Whether a change adds `patternProperties` to a request that certainly do not refuse anything that was accepted: they match any
 * value, or the names that they match were forbidden.
 */
export function isHarmlessPattern({ id, at, side }: ContractChange, before: Json, after: Json): boolean {
  if (side !== 'after' || at.at(-2) !== 'patternProperties' || !/^request-.*pattern-property-added$/.test(id)) { return false; }
  const added = valueAt(after, at);
  if (added === true || isMapping(added) && Object.keys(added).length === 0) { return true; }
  const was = valueAt(before, at.slice(0, -2));
  return isMapping(was) && was.additionalProperties === false && was.patternProperties === undefined
    && !members(was.properties, []).some(({ name }) => mayFit(at.at(-1)!, name));
}

function mayFit(pattern: string, name: string): boolean {
  // Running a pattern of a document may never end, so that only patterns for a prefix are compared.
  const [, beginning] = /^\^([\w-]{2,})$/.exec(pattern) ?? [];
  return beginning === undefined || name.startsWith(beginning);
}
