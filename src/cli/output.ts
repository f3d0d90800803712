import { writeFileSync } from 'node:fs';
import { Io } from './io';
import { InputProblem } from '../manifests';

/** Writes a report to a file, or to standard output without one; says why not, if it cannot. */
export function writeOutput(text: string, out: string | undefined, io: Io): boolean {
  if (out === undefined) {
    io.out(text);
    return true;
  }
  try {
    writeFileSync(out, text);
    return true;
  } catch (e) {
    io.err(`${out} cannot be written: ${(e as Error).message}\n`);
    return false;
  }
}

/** A problem as a compiler would print it. */
export function problemAsLine({ file, line, level, message }: InputProblem): string {
  return `${file}:${line}: ${level}: ${message}\n`;
}
