/** One command of a shell script, without its quotes. */
export interface Statement {
  readonly words: readonly string[];
  /** Whether the shell expands a part of it, such as `$DELAY` or `$(cat pid)`. */
  readonly isOpaque: boolean;
  /** The operator after it: `&` runs it in the background. */
  readonly end: '' | ';' | '&' | '&&' | '||' | '|';
}

/** The script has blocks, functions or an open quote, so its commands cannot be told apart by reading it once. */
const UNREADABLE = undefined;

/** The commands of a shell script in their order; undefined if it has blocks or is not a script. */
export function statementsOf(script: string): Statement[] | undefined {
  const statements: Statement[] = [];
  let words: string[] = [];
  let word: string | undefined;
  let isOpaque = false;
  const endWord = (): void => {
    if (word !== undefined) { words.push(word); }
    word = undefined;
  };
  const endStatement = (end: Statement['end']): void => {
    endWord();
    if (words.length > 0) { statements.push({ words: withoutRedirections(words), isOpaque, end }); }
    words = [];
    isOpaque = false;
  };
  for (let at = 0; at < script.length; at++) {
    const char = script[at];
    const next = script[at + 1];
    if (char === '\'' || char === '"') {
      const close = closingQuote(script, at);
      if (close < 0) { return UNREADABLE; }
      const text = script.slice(at + 1, close);
      isOpaque ||= char === '"' && /[$`]/.test(text);
      word = (word ?? '') + text;
      at = close;
    } else if (char === '`' || (char === '$' && next === '(')) {
      const close = char === '`' ? script.indexOf('`', at + 1) : closingParenthesis(script, at + 1);
      if (close < 0) { return UNREADABLE; }
      isOpaque = true;
      word = (word ?? '') + script.slice(at, close + 1);
      at = close;
    } else if (char === '(' || char === ')') {
      return UNREADABLE;
    } else if (char === '\\') {
      if (next !== '\n') { word = (word ?? '') + (next ?? ''); }
      at++;
    } else if (char === '#' && word === undefined) {
      while (at + 1 < script.length && script[at + 1] !== '\n') { at++; }
    } else if (char === ';' || char === '\n') {
      endStatement(';');
    } else if (char === '&' && next !== '>' && !word?.endsWith('>')) {
      endStatement(next === '&' ? '&&' : '&');
      if (next === '&') { at++; }
    } else if (char === '|') {
      endStatement(next === '|' ? '||' : '|');
      if (next === '|') { at++; }
    } else if (/\s/.test(char)) {
      endWord();
    } else {
      isOpaque ||= char === '$';
      word = (word ?? '') + char;
    }
  }
  endStatement('');
  return statements;
}

function closingQuote(script: string, open: number): number {
  for (let at = open + 1; at < script.length; at++) {
    if (script[at] === '\\' && script[open] === '"') { at++; } else if (script[at] === script[open]) { return at; }
  }
  return -1;
}

function closingParenthesis(script: string, open: number): number {
  let depth = 0;
  for (let at = open; at < script.length; at++) {
    if (script[at] === '(') { depth++; }
    if (script[at] === ')' && --depth === 0) { return at; }
  }
  return -1;
}

// `> /dev/null`, `2>&1` and the like do not change how long a command runs.
function withoutRedirections(words: readonly string[]): string[] {
  return words.filter((word, i) => !/^\d?&?[<>]/.test(word) && !/^\d?&?(?:<|>>?)$/.test(words[i - 1] ?? ''));
}
