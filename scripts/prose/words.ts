/** Words that a native reader stumbles over or would not search for, and what to write for them. */
interface Word {
  readonly pattern: RegExp;
  readonly instead: string;
}

const NEEDS_NO_PLACE = 'to|through|back|into|over|from|via|straight|along|wrong|down|up|by|with|as|without|beyond|hand';

/** CONTRIBUTING.md says why, in its style sheet. */
export const WORDS: readonly Word[] = [
  { pattern: /\b(nobody|somebody|everybody|anybody)\b/gi, instead: 'name the subject: users, clients, a field, an object' },
  { pattern: /\b(someone|anyone|no one)\b/gi, instead: 'name the subject: users, clients, a field, an object' },
  { pattern: /\bwhoever\b/gi, instead: '"users who …", or the imperative' },
  { pattern: /\b(go|goes|going|went)\s+on\s+\w+ing\b/gi, instead: '"keeps …ing", "continues to …"' },
  { pattern: /\blet(s|ting)?(\s+[\w·-]+){1,4}\s+go\b/gi, instead: '"allows eviction", "evicts", "removes", "drops"' },
  { pattern: new RegExp(`\\bgoes\\b(?!\\s+on\\b)(?!\\s+(${NEEDS_NO_PLACE})\\b)`, 'gi'), instead: '"is removed"' },
  { pattern: /\btakes?\s+away\b/gi, instead: '"removes"' },
  { pattern: /\bbelongs?\s+into\b/gi, instead: '"belongs in"' },
  { pattern: /\bany\s+more\b(?!\s+(than|of|\w+s)\b)/gi, instead: '"no longer", before the verb' },
  { pattern: /(?<!\bthere\s+)\b(is|are|was|were)\s+no\s+(?!longer|more|less|fewer|such|different|better|worse|later|earlier|way|room|reason|need)/gi, instead: '"is not a …"' },
  { pattern: /\b(is|are)\s+none\b/g, instead: '"there is no …", with the noun' },
  { pattern: /\bholds?\s+before\b/gi, instead: '"overrides"' },
  { pattern: /\bfor\s+ever\b/gi, instead: '"permanently", "forever"' },
  { pattern: /\bwithout\s+a\s+word\b/gi, instead: '"without a message"' },
  { pattern: /\bsays?\s+nothing\b/gi, instead: '"does not state", "does not set"' },
  { pattern: /\b(has|have)\s+no\s+words?\s+for\b/gi, instead: '"does not support"' },
  { pattern: /\b(shall|thereof|therein|herewith|whosoever|whereof)\b/gi, instead: '"must", "does", or a relative clause' },
  { pattern: /\bOf\s+[\w·, -]{1,80}?\s+it\s+is\s+\w+ed\b/g, instead: 'subject first' },
];

export interface Stumble {
  readonly at: number;
  readonly text: string;
  readonly instead: string;
}

/** Where a text has such words. */
export function stumblesIn(text: string): Stumble[] {
  return WORDS.flatMap(({ pattern, instead }) =>
    [...text.matchAll(pattern)].map(match => ({ at: match.index, text: match[0].replace(/\s+/g, ' '), instead })));
}
