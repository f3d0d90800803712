import { distance } from 'fastest-levenshtein';
import { PropErrors } from './prop-errors';

const LONG_NAME = 8;

/** Refuses props that were most likely meant to be another one. Unknown props are let through: subclasses add theirs. */
export function rejectTypos(errors: PropErrors, props: object, known: readonly string[], at: string = ''): void {
  const given = new Map(Object.entries(props).filter(([, value]) => value !== undefined));
  for (const [name, value] of given) {
    const meant = known.includes(name) ? undefined : known.find(prop => isTypo(name, prop, given.has(prop)));
    if (meant === undefined) { continue; }
    errors.add({
      prop: `${at}${name}`,
      given: value,
      allowed: `no such prop; '${at}${meant}' is one`,
      because: 'The value would be lost without a word, and the service would run with the default instead.',
      remedy: `write '${at}${meant}'`,
    });
  }
}

// Two edits lead from `ports` to honest words such as `hosts` and `points`: in short names only swapped letters count,
// in long ones nobody gets the first letter wrong, and nobody means a prop that stands beside it.
function isTypo(name: string, prop: string, alsoGiven: boolean): boolean {
  if (Math.abs(name.length - prop.length) > 2) { return false; }
  const edits = distance(name, prop);
  if (edits <= 1 || name.toLowerCase() === prop.toLowerCase()) { return true; }
  const swapped = sortedLetters(name) === sortedLetters(prop);
  return edits === 2 && !alsoGiven && (swapped || (prop.length >= LONG_NAME && name[0] === prop[0]));
}

function sortedLetters(name: string): string {
  return [...name].sort().join('');
}
