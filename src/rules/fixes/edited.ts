import { isAddition, showPath } from '../../manifests';
import { capitalize, listWords } from '../../text';
import type { FixEdit, Violation } from '../rule';
import { valueInWords } from '../wording/values';

/** A fix as text, and as the edits from which the text is made. */
export type Fix = Pick<Violation, 'fix' | 'edits' | 'byHand'>;

export interface FixOptions {
  /** The consequence; continues the sentence. */
  readonly so?: string;
  /** An alternative for a person to choose; continues the sentence. */
  readonly or?: string;
  /** What a person must know before it is written: `check --fix` does not write it. */
  readonly byHand?: string;
}

/** A fix that consists of these edits: each sets or removes a field, or adds an object. */
export function edited(edits: readonly FixEdit[], { so, or, byHand }: FixOptions = {}): Fix {
  const fix = `${capitalize(clausesOf(edits))}${so === undefined ? '' : `, ${so}`}${or === undefined ? '' : `, or ${or}`}.`;
  return { fix, edits, ...byHand !== undefined && { byHand } };
}

/** Describes edits as clauses of a sentence. */
export function clausesOf(edits: readonly FixEdit[]): string {
  const added = edits.filter(isAddition);
  const set = edits.filter(edit => !isAddition(edit) && edit.value !== undefined);
  const removed = edits.filter(({ value }) => value === undefined);
  return [
    ...set.length > 0 ? [`set ${inSentence(set.map(edit => `${placeOf(edit)} to ${valueInWords(edit.value, LONGEST_VALUE)}`))}`] : [],
    ...removed.length > 0 ? [`remove ${listWords(removed.map(placeOf))}`] : [],
    ...added.map(({ value }) => `add ${objectInWords(value as AddedObject)}`),
  ].join(', and ');
}

// Paths are long: commas separate them.
function inSentence(clauses: readonly string[]): string {
  return clauses.length < 2 ? clauses.join('') : `${clauses.slice(0, -1).join(', ')}, and ${clauses[clauses.length - 1]}`;
}

/** An object that a fix adds. */
export interface AddedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: object;
}

function objectInWords({ apiVersion, kind, metadata: { name }, spec }: AddedObject): string {
  return `${kind} ${name} of ${apiVersion} with spec ${valueInWords(spec, LONGEST_VALUE)}`;
}

/** Longer than in a message, since the value is copied. */
const LONGEST_VALUE = 1200;

function placeOf({ path, object }: FixEdit): string {
  return object ? `${showPath(path)} of ${object.kind} ${object.name}` : showPath(path);
}
