import { ManifestObject } from '../manifest-object';

/** So many comparisons take a fraction of a second; clusters that people run need far fewer. */
const MOST_COMPARISONS = 1_000_000;

/** Joining was given up: hostile input can make every selector fit every pod. */
export class TooManyComparisonsError extends Error {
  public constructor(public readonly object: ManifestObject) {
    super(`It takes more than ${MOST_COMPARISONS} comparisons to find out which pods belong to which Service, budget or route, `
      + 'so nothing is judged. Split the files, or use selectors that fit fewer pods.');
  }
}

/** Counts comparisons, and throws at the object that brings one too many. */
export type ComparisonBudget = (comparisons: number, object: ManifestObject) => void;

export function comparisonBudget(): ComparisonBudget {
  let left = MOST_COMPARISONS;
  return (comparisons, object) => {
    left -= comparisons;
    if (left < 0) { throw new TooManyComparisonsError(object); }
  };
}
