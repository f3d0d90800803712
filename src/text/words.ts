import { shorten } from './shorten';

/** `a, b and c`. */
export function listWords(words: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${conjunction} ${words[words.length - 1]}`;
}

/** `a, b and 3 more`: at most so many of them, so that no sentence is as long as its input. */
export function listSome(words: readonly string[], conjunction: 'and' | 'or' = 'and', most: number = MOST_LISTED): string {
  return words.length <= most ? listWords(words, conjunction) : `${words.slice(0, most).join(', ')} ${conjunction} ${words.length - most} more`;
}

/** The same for names from input: those that are listed are shortened. */
export function listNames(names: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  return listSome(names.map((name, i) => i < MOST_LISTED ? shorten(name) : name), conjunction);
}

const MOST_LISTED = 20;

/** The same text with a capital letter at its beginning. */
export function capitalize(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** The same text with a small letter at its beginning, to go on with a sentence. */
export function uncapitalize(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

/** `1 pod`, `3 pods`. */
export function countOf(amount: number, what: string): string {
  return `${amount} ${what}${amount === 1 ? '' : 's'}`;
}
