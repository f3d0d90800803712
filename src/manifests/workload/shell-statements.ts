/** One command of a shell script, without its quotes. */
export interface Statement {
  readonly words: readonly string[];
  /** Whether the shell expands a part of it, such as `$DELAY` or `$(cat pid)`. */
  readonly isOpaque: boolean;
  /** Whether neither of its outputs is that of the script, as with `> /dev/null 2>&1`. */
  readonly isSilent: boolean;
  /** The operator after it: `&` runs it in the background. */
  readonly end: '' | ';' | '&' | '&&' | '||' | '|';
  /** The commands between parentheses or braces; the statement then has no words of its own. */
  readonly group?: readonly Statement[];
}

/** The script has blocks, functions or an open quote, so its commands cannot be told apart by reading it once. */
const UNREADABLE = undefined;

/** The commands of a shell script in their order; undefined if it has blocks or is not a script. */
export function statementsOf(script: string): Statement[] | undefined {
  const statements = parsed(script);
  return statements?.some(({ group }) => group !== undefined) ? UNREADABLE : statements;
}

/** The same, and `( … )` and `{ …; }` each count as one command. */
export function groupedStatementsOf(script: string): Statement[] | undefined {
  const statements = parsed(script);
  return statements && withBraces(statements);
}

/** Deeper groups than these are not written by people. */
const DEEPEST = 10;

function withBraces(statements: readonly Statement[], depth = 0): Statement[] | undefined {
  if (depth > DEEPEST) { return UNREADABLE; }
  const open = statements.findIndex(({ words: [first] }) => first === '{');
  if (open < 0) { return statements.some(({ words }) => words[0] === '}') ? UNREADABLE : [...statements]; }
  const close = closingBrace(statements, open);
  if (close < 0) { return UNREADABLE; }
  const [first, ...others] = statements.slice(open, close);
  const rest = first.words.slice(1);
  const group = withBraces(rest.length > 0 ? [{ ...first, words: rest }, ...others] : others, depth + 1);
  const after = withBraces(statements.slice(close + 1), depth + 1);
  if (!group || !after) { return UNREADABLE; }
  const { isSilent, end } = statements[close];
  return [...statements.slice(0, open), { words: [], isOpaque: false, isSilent, end, group }, ...after];
}

function closingBrace(statements: readonly Statement[], open: number): number {
  let depth = 0;
  return statements.findIndex(({ words: [first] }, i) => {
    if (i >= open && first === '{') { depth++; }
    if (i >= open && first === '}') { depth--; }
    return i > open && depth === 0;
  });
}

function parsed(script: string, depth = 0): Statement[] | undefined {
  const statements: Statement[] = [];
  let group: Statement[] | undefined;
  // Here-documents that begin after this line.
  const texts: string[] = [];
  let words: string[] = [];
  let word: string | undefined;
  let isOpaque = false;
  const endWord = (): void => {
    if (word !== undefined) { words.push(word); }
    word = undefined;
  };
  const endStatement = (end: Statement['end']): void => {
    endWord();
    if (words.length > 0 || group) {
      const isSilent = areOutputsRedirected(words);
      statements.push({ words: withoutRedirections(words), isOpaque, isSilent, end, ...group && { group } });
    }
    words = [];
    isOpaque = false;
    group = undefined;
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
    } else if (char === '(' && word === undefined && words.length === 0 && !group) {
      const close = closingParenthesis(script, at);
      group = close < 0 || depth > DEEPEST ? UNREADABLE : parsed(script.slice(at + 1, close), depth + 1);
      if (!group) { return UNREADABLE; }
      at = close;
    } else if (char === '(' || char === ')') {
      return UNREADABLE;
    } else if (char === '<' && next === '<') {
      const text = HERE_DOCUMENT.exec(script.slice(at));
      if (!text) { return UNREADABLE; }
      endWord();
      at += text[1].length - 1;
      texts.push(text[2]);
    } else if (char === '\\') {
      if (next !== '\n') { word = (word ?? '') + (next ?? ''); }
      at++;
    } else if (char === '#' && word === undefined) {
      while (at + 1 < script.length && script[at + 1] !== '\n') { at++; }
    } else if (char === ';' || char === '\n') {
      endStatement(';');
      while (char === '\n' && texts.length > 0) { at = endOfText(script, at, texts.shift()!); }
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

const HERE_DOCUMENT = /^(<<-?\s{0,9}(?:'|"|\\)?(\w{1,40})(?:'|")?)(?=\s|[;&|]|$)/;

/** Before the line break that follows a here-document. */
function endOfText(script: string, from: number, word: string): number {
  let at = from;
  while (at >= 0 && at < script.length) {
    const next = script.indexOf('\n', at + 1);
    const end = next < 0 ? script.length : next;
    if (script.slice(at + 1, end).trim() === word) { return end - (next < 0 ? 0 : 1); }
    at = next < 0 ? script.length : next;
  }
  return at;
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
    if (script[at] === '\\') { at++; continue; }
    if (script[at] === '\'' || script[at] === '"') {
      at = closingQuote(script, at);
      if (at < 0) { return -1; }
    }
    if (script[at] === '(') { depth++; }
    if (script[at] === ')' && --depth === 0) { return at; }
  }
  return -1;
}

/** Whether both outputs are redirected; a shell reads redirections from left to right. */
function areOutputsRedirected(words: readonly string[]): boolean {
  let out = false;
  let error = false;
  for (const word of words) {
    if (/^(?:&>|>&(?!\d))/.test(word)) {
      out = error = true;
    } else if (/^1?>/.test(word)) {
      out = !word.endsWith('>&2') || error;
    } else if (/^2>/.test(word)) {
      error = !word.endsWith('>&1') || out;
    }
  }
  return out && error;
}

// `> /dev/null`, `2>&1` and the like do not change how long a command runs.
function withoutRedirections(words: readonly string[]): string[] {
  return words.filter((word, i) => !/^\d?&?[<>]/.test(word) && !/^\d?&?(?:<|>>?)$/.test(words[i - 1] ?? ''));
}
