// The beginnings of oasdiff's sentences.
const BEGINNINGS: readonly (readonly [RegExp, string])[] = [
  [/^(?:removed|deleted) /, 'The release removes '],
  [/^added /, 'The release adds '],
  [/^changed /, 'The release changes '],
  [/^API path removed/, 'The release removes the path'],
  [/^API removed/, 'The release removes the operation'],
  [/^endpoint (?=added|removed|deprecated|reactivated)/, 'the operation is '],
];

const VERBS: readonly (readonly [RegExp, string])[] = [
  // After a name, if "was" is left out.
  [/^ (?=(?:removed|added|deleted|deprecated|reactivated)\b)/, ' is '],
  [/\bwas\b/g, 'is'],
  [/\bwere\b/g, 'are'],
  [/\bbecame\b/g, 'becomes'],
  [/(?<!\b(?:is|are|not) )\bchanged\b/g, 'changes'],
];

/** A sentence of oasdiff in the past tense, as one about what the release does. */
export function inPresentTense(text: string): string {
  // Text in backticks is a name or a value of the document.
  const sentence = text
    .split(/(`[^`]*`)/)
    .map((part, index) => index % 2 === 1 ? part : rewrite(part, index === 0 ? [...BEGINNINGS, ...VERBS] : VERBS))
    .join('');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
}

function rewrite(part: string, rules: typeof VERBS): string {
  return rules.reduce((text, [from, to]) => text.replace(from, to), part);
}
