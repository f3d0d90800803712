import { distance } from 'fastest-levenshtein';

/** Longer than any word that is known. */
const LONGEST = 80;

/** Among more words than these nothing is suggested: comparing all of them takes longer than it helps. */
const MOST_KNOWN = 200;

/** The word that was most likely meant, if one is near enough. */
export function nearestWord(given: string, known: readonly string[]): string | undefined {
  if (given.length > LONGEST || known.length > MOST_KNOWN) { return undefined; }
  const ranked = known.filter(word => Math.abs(word.length - given.length) <= allowed(word))
    .map(word => ({ word, edits: edits(given.toLowerCase(), word.toLowerCase()) }))
    .sort((one, other) => one.edits - other.edits);
  const [best] = ranked;
  return best && best.edits <= allowed(best.word) ? best.word : undefined;
}

function allowed(word: string): number {
  return Math.max(1, Math.floor(word.length / 3));
}

/** Swapped letters are one slip, not two. */
function edits(one: string, other: string): number {
  return one !== other && one.length === other.length && sortedLetters(one) === sortedLetters(other) ? 1 : distance(one, other);
}

function sortedLetters(word: string): string {
  return [...word].sort().join('');
}
