import { Severity } from '../rules';

/** How wide a report is. */
export const COLUMNS = 100;

/** Puts escape sequences around text, or leaves it as it is. */
export interface Styler {
  bold(text: string): string;
  of(severity: Severity, text: string): string;
}

const COLOURS: Record<Severity, number> = { error: 31, warning: 33, info: 36 };
const BOLD = 1;
const RESET = 0;

export function styler(colours: boolean): Styler {
  const painted = (code: number, text: string) => colours ? `\u001b[${code}m${text}\u001b[${RESET}m` : text;
  return { bold: text => painted(BOLD, text), of: (severity, text) => painted(COLOURS[severity], text) };
}

/** Lines that fit into a report, all behind an indentation. Only a word that is longer than a line is cut. */
export function wrap(text: string, indent: number = 0): string[] {
  const width = COLUMNS - indent;
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

/** A key of a manifest: in two parts nobody can copy it. */
const KEY = /^\['[^']{1,300}'\]\S{0,2}/;

/** Before a key in brackets, or else after a separator. */
function endOfPart(word: string, width: number): number {
  const text = word.slice(0, width);
  const bracket = text.lastIndexOf('[');
  return bracket > 0 ? bracket : KEY.exec(word)?.[0].length ?? /^.*[./-]/.exec(text)?.[0].length ?? text.length;
}
