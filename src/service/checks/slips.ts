import { distance } from 'fastest-levenshtein';
import { Refusals } from './refusals';

const SHORT_NAME = 4;

/** Refuses props that were most likely meant to be another one. Unknown props are let through: subclasses add theirs. */
export function checkSlips(refusals: Refusals, props: object, known: readonly string[], at: string = ''): void {
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || known.includes(name)) { continue; }
    const meant = known.find(prop => isSlip(name, prop));
    if (meant === undefined) { continue; }
    refusals.add({
      prop: `${at}${name}`,
      given: value,
      allowed: `no such prop; '${at}${meant}' is one`,
      because: 'The value would be lost without a word, and the service would run with the default instead.',
      remedy: `write '${at}${meant}'`,
    });
  }
}

// In a name as short as `port`, two edits reach honest words such as `pool`: there, only swapped letters count.
function isSlip(name: string, prop: string): boolean {
  const edits = distance(name, prop);
  return edits <= 1 || (edits === 2 && (prop.length > SHORT_NAME || sortedLetters(name) === sortedLetters(prop)));
}

function sortedLetters(name: string): string {
  return [...name].sort().join('');
}
