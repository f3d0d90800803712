import { Update } from './update';
import { once } from '../../analysis/memoize';

/** Computes something once for each update, whichever rules ask for it. */
export const perUpdate: <T>(compute: (update: Update) => T) => (update: Update) => T = once;
