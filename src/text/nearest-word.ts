import { distance } from 'fastest-levenshtein';

/** Longer than any word that is known. */
const LONGEST = 80;

/** The word that was most likely meant, if one is near enough. */
export function nearestWord(given: string, known: readonly string[]): string | undefined {
  if (given.length > LONGEST) { return undefined; }
  const ranked = known
    .map(word => ({ word, edits: edits(given.toLowerCase(), word.toLowerCase()) }))
    .sort((one, other) => one.edits - other.edits);
  const [best] = ranked;
  return best && best.edits <= Math.max(1, Math.floor(best.word.length / 3)) ? best.word : undefined;
}

/** Swapped letters are one slip, not two. */
function edits(one: string, other: string): number {
  return one !== other && sortedLetters(one) === sortedLetters(other) ? 1 : distance(one, other);
}

function sortedLetters(word: string): string {
  return [...word].sort().join('');
}
