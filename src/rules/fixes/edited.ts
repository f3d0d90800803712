import { showPath } from '../../manifests';
import { capitalize, listWords } from '../../text';
import type { FixEdit, Violation } from '../rule';
import { valueInWords } from '../wording/values';

/** A fix in words, and as the edits that they are made from. */
export type Fix = Pick<Violation, 'fix' | 'edits' | 'byHand'>;

export interface FixOptions {
  /** What would do as well, for a person to choose; goes on with the sentence. */
  readonly or?: string;
  /** What a person has to know before it is written: `check --fix` leaves it alone. */
  readonly byHand?: string;
}

/** A fix that these edits make: each a field with another value, or without one. */
export function edited(edits: readonly FixEdit[], { or, byHand }: FixOptions = {}): Fix {
  const set = edits.filter(({ value }) => value !== undefined);
  const removed = edits.filter(({ value }) => value === undefined);
  const clauses = [
    ...set.length > 0 ? [`set ${inSentence(set.map(edit => `${placeOf(edit)} to ${valueInWords(edit.value, LONGEST_VALUE)}`))}`] : [],
    ...removed.length > 0 ? [`remove ${listWords(removed.map(placeOf))}`] : [],
  ];
  return { fix: `${capitalize(clauses.join(', and '))}${or === undefined ? '' : `, or ${or}`}.`, edits, ...byHand !== undefined && { byHand } };
}

// Paths are long: each stands between commas.
function inSentence(clauses: readonly string[]): string {
  return clauses.length < 2 ? clauses.join('') : `${clauses.slice(0, -1).join(', ')}, and ${clauses[clauses.length - 1]}`;
}

/** Longer than in a message, since it is to be written. */
const LONGEST_VALUE = 1200;

function placeOf({ path, object }: FixEdit): string {
  return object ? `${showPath(path)} of ${object.kind} ${object.name}` : showPath(path);
}
