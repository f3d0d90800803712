import { Severity } from '../rules';

/** The default width of a report; wider lines are hard to read. */
export const COLUMNS = 100;

/** Narrower lines cannot hold a sentence. */
export const FEWEST_COLUMNS = 40;

/** How lines are formatted for the reader. */
export interface Terminal {
  readonly width: number;
  /** Puts escape sequences around text, or leaves it as it is. */
  bold(text: string): string;
  of(severity: Severity, text: string): string;
  /** Lines that fit, all behind an indentation; `spare` columns stay free at the end. */
  wrap(text: string, indent?: number, spare?: number): string[];
}

/** The properties of a terminal. */
export interface TerminalOptions {
  /** @default false */
  readonly colours?: boolean;
  /** Its columns. @default - 100 */
  readonly width?: number;
}

const COLOURS: Record<Severity, number> = { error: 31, warning: 33, info: 36 };
const BOLD = 1;
const RESET = 0;

export function terminalOf({ colours = false, width = COLUMNS }: TerminalOptions, widest: number = COLUMNS): Terminal {
  const painted = (code: number, text: string) => colours ? `\u001b[${code}m${text}\u001b[${RESET}m` : text;
  const columns = Math.max(FEWEST_COLUMNS, Math.min(width, widest));
  return {
    width: columns,
    bold: text => painted(BOLD, text),
    of: (severity, text) => painted(COLOURS[severity], text),
    wrap: (text, indent, spare = 0) => wrap(text, indent, columns - spare),
  };
}

/** Lines that fit into a report, all behind an indentation. Only a word that is longer than a line is cut. */
export function wrap(text: string, indent: number = 0, columns: number = COLUMNS): string[] {
  const width = columns - indent;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap(whole => cut(whole, width))) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].map(each => `${' '.repeat(indent)}${each}`);
}

function cut(word: string, width: number): string[] {
  if (word.length <= width) { return [word]; }
  const end = endOfPart(word, width);
  return end >= word.length ? [word] : [word.slice(0, end), ...cut(word.slice(end), width)];
}

/** A key of a manifest: split in two, it could not be copied. */
const KEY = /^\['[^']{1,300}'\]\S{0,2}/;

/** Before a key in brackets, or else after a separator. */
function endOfPart(word: string, width: number): number {
  const text = word.slice(0, width);
  const bracket = text.lastIndexOf('[');
  return bracket > 0 ? bracket : KEY.exec(word)?.[0].length ?? /^.*[./-]/.exec(text)?.[0].length ?? text.length;
}
