import { ManifestObject, Path } from '../../../manifests';
import { Recipe, set } from '../recipe';

/** A recipe with more releases than that is not practical. */
const MOST_BETWEEN = 3;
const UNTIL = 'when the remaining pods have carried a peak load';

/** Whether so few pods are left that each gets twice the requests, or more. */
export function isHalved(from: number, to: number): boolean {
  return 2 * to <= from;
}

/** Lowers a number of pods in steps of less than half; undefined if that takes too many releases. */
export function recipeInSteps(object: ManifestObject, path: Path, numbers: readonly number[]): Recipe | undefined {
  if (numbers.length > MOST_BETWEEN) { return undefined; }
  return [...numbers.map(value => ({ edits: [set(object, path, value)], until: UNTIL })), { edits: [] }];
}

/** The numbers in between, without the last. None is below `floor`, where pods would be stopped before others could start. */
export function stepsBetween(from: number, to: number, floor: number = 0): number[] {
  const next = Math.floor(from / 2) + 1;
  if (to < floor) {
    const first = Math.max(floor, next);
    return [first, ...stepsBetween(first, to)];
  }
  return !isHalved(from, to) || next >= from ? [] : [next, ...stepsBetween(next, to)];
}
