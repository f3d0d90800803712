import { Severity } from '../rules';

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
