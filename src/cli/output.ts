import { writeText } from './files';
import { Io } from './io';
import { printable } from '../engine/printable';
import { InputProblem, problemPlace } from '../manifests';

/** Writes a report to a file, or to standard output; prints an error if it cannot. */
export function writeOutput(text: string, out: string | undefined, io: Io): boolean {
  if (out === undefined) {
    io.out(text);
    return true;
  }
  return attemptToWrite(out, io, () => writeText(out, text));
}

/** Whether a file could be written; prints an error if not. */
export function attemptToWrite(file: string, io: Io, write: () => void): boolean {
  try {
    write();
    return true;
  } catch (e) {
    io.err(`${file} cannot be written: ${whyNot(e as NodeJS.ErrnoException)}\n`);
    return false;
  }
}

function whyNot({ code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'ENOENT': return 'its folder does not exist. Create it, or name another file';
    case 'ENOSPC': case 'EFBIG': case 'EDQUOT': return `${message}. The file is incomplete; free some space, and run this again`;
    default: return message;
  }
}

/** A problem as a compiler would print it. */
export function problemAsLine(problem: InputProblem): string {
  return `${printable(problemPlace(problem))}: ${problem.level}: ${problem.message}\n`;
}
