import { ManifestObject } from '../manifest-object';

/** This many comparisons take a fraction of a second; real clusters need far fewer. */
const MOST_COMPARISONS = 1_000_000;

/** Joining was stopped: hostile input can make every selector match every pod. */
export class TooManyComparisonsError extends Error {
  public constructor(public readonly object: ManifestObject) {
    super(`It takes more than ${MOST_COMPARISONS} comparisons to find out which pods belong to which Service, budget or route, `
      + 'so nothing was judged. Split the files, or use selectors that match fewer pods.');
  }
}

/** Counts comparisons, and throws at the object that exceeds the limit. */
export type ComparisonBudget = (comparisons: number, object: ManifestObject) => void;

export function comparisonBudget(): ComparisonBudget {
  let left = MOST_COMPARISONS;
  return (comparisons, object) => {
    left -= comparisons;
    if (left < 0) { throw new TooManyComparisonsError(object); }
  };
}
