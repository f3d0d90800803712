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

/** The word that was most likely meant, also if only a part of it was written (`alb` of `awsAlb`), or another ending (`replicaCount` for `replicas`). */
export function meantWord(given: string, known: readonly string[]): string | undefined {
  return nearestWord(given, known) ?? onlyOne(known, word => isPart(given, word)) ?? onlyOne(known, word => hasStem(given, word));
}

const SHORTEST_PART = 3;
const SHORTEST_STEM = 6;

/** Whether a word is one of the parts of another, such as `alb` of `awsAlb`. */
function isPart(given: string, word: string): boolean {
  const parts = word.split(/[-_.]|(?=[A-Z])/).map(part => part.toLowerCase());
  return given.length >= SHORTEST_PART && parts.includes(given.toLowerCase());
}

/** Whether two words begin with the same word, apart from a plural: `replicaCount` and `replicas`. */
function hasStem(given: string, word: string): boolean {
  const [stem, other] = [word, given].map(text => text.toLowerCase());
  const singular = stem.endsWith('s') ? stem.slice(0, -1) : stem;
  return singular.length >= SHORTEST_STEM && other.startsWith(singular);
}

function onlyOne(words: readonly string[], fits: (word: string) => boolean): string | undefined {
  const [first, ...others] = words.length > MOST_KNOWN ? [] : words.filter(fits);
  return others.length === 0 ? first : undefined;
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
