import { once } from '../../rules/support/once';
import { Update } from '../update';

/** Computes something once for each update, whichever rules ask for it. */
export const perUpdate: <T>(compute: (update: Update) => T) => (update: Update) => T = once;
