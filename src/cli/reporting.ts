import { Io } from './io';
import { written } from './output';
import { CheckReport, fails, isIncomplete } from '../engine/check-report';
import { problemAsLine } from '../report/findings/check-text';
import { FailOn } from '../settings';

export const CLEAN = 0;
export const FINDINGS = 1;
export const UNUSABLE = 2;

/** A report as it is written, and where to. */
export interface Shown {
  readonly text: string;
  readonly isText: boolean;
  readonly out?: string;
  /** What whoever sends the report to a file still reads. */
  readonly summary: string;
}

/** Writes a report, and says with which code the command ends. */
export function reported(report: CheckReport, { text, isText, out, summary }: Shown, failOn: FailOn | undefined, io: Io): number {
  if (!written(text, out, io)) { return UNUSABLE; }
  // Whoever sends the report to a file, or to a tool, still sees why the command fails.
  if (out !== undefined || !isText) { report.problems.filter(({ level }) => level === 'error').forEach(problem => io.err(problemAsLine(problem))); }
  if (out !== undefined) { io.err(`${summary}\n`); }
  return isIncomplete(report) ? UNUSABLE : fails(report, failOn) ? FINDINGS : CLEAN;
}
