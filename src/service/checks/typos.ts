import { distance } from 'fastest-levenshtein';
import { PropErrors } from './prop-errors';
import { isRecord } from './type-guards';
import { meantWord } from '../../text';

const LONG_NAME = 8;

/** The known props of an object, and what to do with any other. */
interface Known {
  readonly props: readonly string[];
  readonly allowed: string;
  remedy(prop: string): string;
}

/** Refuses every unknown prop of our own objects: it would be lost. */
export function rejectUnknown(errors: PropErrors, given: object, { props, allowed, remedy }: Known, at: string = ''): void {
  if (!isRecord(given)) {
    const because = 'The values would be ignored without a message.';
    errors.add({ prop: at.replace(/\.$/, ''), given, allowed: `an object of ${props.join(', ')}`, because, remedy: 'write { … }' });
    return;
  }
  rejectTypos(errors, given, props, at);
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || props.includes(name)) { continue; }
    const meant = meantWord(name, props);
    errors.add({
      prop: `${at}${name}`,
      given: value,
      allowed,
      because: 'The value would be ignored without a message.',
      remedy: meant === undefined ? remedy(name) : `write '${at}${meant}' if you mean it; otherwise ${remedy(name)}`,
    });
  }
}

/** The same for one of our objects of options. */
export function rejectUnknownOptions(errors: PropErrors, given: object, props: readonly string[], at: string): void {
  rejectUnknown(errors, given, { props, allowed: props.join(', '), remedy: () => 'leave it out' }, at);
}

/**
 * Refuses props that are most likely typos of another one. Any other unknown prop is accepted, since subclasses or
 * newer versions of cdk8s-plus may have it.
 */
export function rejectTypos(errors: PropErrors, props: object, known: readonly string[], at: string = ''): void {
  const given = new Map(Object.entries(props).filter(([, value]) => value !== undefined));
  for (const [name, value] of given) {
    const meant = known.includes(name) ? undefined : known.find(prop => isTypo(name, prop, given.has(prop)));
    if (meant === undefined) { continue; }
    errors.add({
      prop: `${at}${name}`,
      given: value,
      allowed: `no such prop; '${at}${meant}' is one`,
      because: 'The value would be ignored without a message, and the service would run with the default instead.',
      remedy: `write '${at}${meant}'`,
    });
  }
}

// Two edits lead from `ports` to honest words such as `hosts` and `points`: in short names only swapped letters count,
// in long ones users get the first letter right, and a prop that is given beside it is not the one that was meant.
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
