import { ManifestObject, Path } from '../../../manifests';
import { Recipe, set } from '../recipe';

/** More releases than that nobody makes. */
const MOST_BETWEEN = 3;
const UNTIL = 'when the rest has carried the load at its peak';

/** Whether so many pods are left that each gets twice the requests, or more. */
export function isHalved(from: number, to: number): boolean {
  return 2 * to <= from;
}

/** A number of pods lowered in steps of less than half; undefined if that takes too many releases. */
export function recipeInSteps(object: ManifestObject, path: Path, numbers: readonly number[]): Recipe | undefined {
  if (numbers.length > MOST_BETWEEN) { return undefined; }
  return [...numbers.map(value => ({ edits: [set(object, path, value)], until: UNTIL })), { edits: [] }];
}

/** The numbers on the way, without the last: none below `floor`, where pods would go at once, before others could. */
export function stepsBetween(from: number, to: number, floor: number = 0): number[] {
  const next = Math.floor(from / 2) + 1;
  if (to < floor) {
    const first = Math.max(floor, next);
    return [first, ...stepsBetween(first, to)];
  }
  return !isHalved(from, to) || next >= from ? [] : [next, ...stepsBetween(next, to)];
}
