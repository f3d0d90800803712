/** A state of a pattern: it expects a character, a position in the text, or no input, and leads to any of the next states. */
interface State {
  readonly takes?: RegExp;
  readonly isAt?: (index: number, text: string) => boolean;
  readonly next: State[];
}

/** Connects a part of a pattern to the state after it. */
type Part = (next: State) => State;

/** Longer patterns, and those that need more states, are not read: this bounds the time for a name, whatever the pattern. */
const MOST_STATES = 300;

const CHAR = '\\\\[dDwWsS]|\\\\[^a-zA-Z0-9]';
const TOKEN = new RegExp(`${CHAR}|\\[\\^?(?:${CHAR}|[^\\\\[\\]])+\\]|\\(\\?:|\\((?!\\?)|[*+?]\\??|\\{\\d+\\}\\??|\\{(?!\\d+,?\\d*\\})|[^\\\\[({]`, 'sy');

class Unreadable extends Error {}

/**
 * Tells whether a regular expression of Go matches a part of a text; undefined if the expression is not read
 * here, for example because Go does not accept it either. As in Go there is no backtracking, so no expression takes long.
 *
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function goPattern(pattern: string): ((text: string) => boolean) | undefined {
  try {
    const end: State = { next: [] };
    const start = new Parser(tokensOf(pattern)).whole()(end);
    return text => isFound(text, start, end);
  } catch (error) {
    if (error instanceof Unreadable) { return undefined; }
    throw error;
  }
}

function isFound(text: string, start: State, end: State): boolean {
  let states = new Set<State>();
  for (let i = 0; i <= text.length; i++) {
    const reached = [...states, start];
    const here = new Set<State>();
    for (let state = reached.pop(); state; state = reached.pop()) {
      if (here.has(state) || (state.isAt && !state.isAt(i, text))) { continue; }
      here.add(state);
      if (!state.takes) { reached.push(...state.next); }
    }
    if (here.has(end)) { return true; }
    states = new Set([...here].flatMap(({ takes, next }) => takes?.test(text[i] ?? '') ? next : []));
  }
  return false;
}

function tokensOf(pattern: string): string[] {
  if (pattern.length > MOST_STATES) { throw new Unreadable(); }
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < pattern.length) {
    const [token] = TOKEN.exec(pattern) ?? [];
    if (token === undefined) { throw new Unreadable(); }
    tokens.push(token);
  }
  return tokens;
}

class Parser {
  private at = 0;
  private states = 0;

  constructor(private readonly tokens: readonly string[]) {}

  whole(): Part {
    const part = this.alternatives();
    if (this.at < this.tokens.length) { throw new Unreadable(); }
    return part;
  }

  private alternatives(): Part {
    const parts = [this.sequence()];
    while (this.tokens[this.at] === '|') {
      this.at++;
      parts.push(this.sequence());
    }
    return parts.length === 1 ? parts[0] : this.either(parts);
  }

  private sequence(): Part {
    const parts: Part[] = [];
    while (this.at < this.tokens.length && !/^[|)]$/.test(this.tokens[this.at])) {
      parts.push(this.repeated(this.single(this.tokens[this.at++])));
    }
    return inOrder(parts);
  }

  private single(token: string): Part {
    if (token.startsWith('(')) {
      const part = this.alternatives();
      if (this.tokens[this.at++] !== ')') { throw new Unreadable(); }
      return next => this.state({ next: [part(next)] });
    }
    if (isRepetition(token)) { throw new Unreadable(); }
    if (token === '^') { return next => this.state({ isAt: index => index === 0, next: [next] }); }
    if (token === '$') { return next => this.state({ isAt: (index, text) => index === text.length, next: [next] }); }
    const takes = characters(token);
    return next => this.state({ takes, next: [next] });
  }

  private repeated(part: Part): Part {
    const token = this.tokens[this.at];
    if (token === undefined || !isRepetition(token)) { return part; }
    if (isRepetition(this.tokens[++this.at] ?? '')) { throw new Unreadable(); }
    switch (token[0]) {
      case '*': return this.anyNumberOf(part);
      case '+': return inOrder([part, this.anyNumberOf(part)]);
      case '?': return this.either([part, next => next]);
      default: return this.times(part, parseInt(token.slice(1)));
    }
  }

  private times(part: Part, count: number): Part {
    if (count > MOST_STATES) { throw new Unreadable(); }
    return inOrder(Array<Part>(count).fill(part));
  }

  private either(parts: readonly Part[]): Part {
    return next => this.state({ next: parts.map(part => part(next)) });
  }

  private anyNumberOf(part: Part): Part {
    return next => {
      const loop = this.state({ next: [next] });
      loop.next.push(part(loop));
      return loop;
    };
  }

  private state(state: State): State {
    if (++this.states > MOST_STATES) { throw new Unreadable(); }
    return state;
  }
}

function isRepetition(token: string): boolean {
  return /^(?:[*+?]|\{\d)/.test(token);
}

/** For a single character, expressions of JavaScript and Go are the same. */
function characters(token: string): RegExp {
  try {
    return new RegExp(`^${/^[{}\]]$/.test(token) ? `\\${token}` : token}$`, 's');
  } catch {
    throw new Unreadable();
  }
}

function inOrder(parts: readonly Part[]): Part {
  return next => parts.reduceRight((after, part) => part(after), next);
}
