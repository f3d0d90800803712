import { LOST, REJECTED } from './consequences';
import { PropErrors } from './prop-errors';
import { isRecord } from './type-guards';
import { rejectTypos } from './typos';

/** Refuses a value that is not an object, and names in it that are most likely typos. */
export function checkNested(errors: PropErrors, prop: string, given: unknown, known: readonly string[]): void {
  if (given === undefined) { return; }
  if (isRecord(given)) {
    rejectTypos(errors, given, known, `${prop}.`);
  } else {
    errors.add({ prop, given, allowed: `an object with ${known.join(', ')}`, because: LOST, remedy: `write { ${known[0]}: … }, or leave it out` });
  }
}

/** Refuses strings where true or false is meant. */
export function checkBoolean(errors: PropErrors, prop: string, given: unknown, because: string = 'Any string counts as true, even \'false\'.'): void {
  if (given === undefined || typeof given === 'boolean') { return; }
  errors.add({ prop, given, allowed: 'true or false', because, remedy: 'write true or false without quotes' });
}

/** Refuses a value that is not one of an enum. */
export function checkOneOf(errors: PropErrors, prop: string, given: unknown, allowed: readonly unknown[]): void {
  if (given === undefined || allowed.includes(given)) { return; }
  errors.add({ prop, given, allowed: allowed.join(', '), because: REJECTED, remedy: 'use one of them' });
}
