import type { Surroundings } from './surroundings';
import type { CompareContracts } from '../contracts';

/** Compares contracts as `contractComparer` does. Lazy: the code that starts tools is loaded for the first changed contract. */
export function comparerWhenNeeded(surroundings: Surroundings): CompareContracts {
  let comparer: CompareContracts | undefined;
  return (before, after) => {
    comparer ??= load().contractComparer(surroundings);
    return comparer(before, after);
  };
}

function load(): typeof import('./contract-comparer') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./contract-comparer');
}
