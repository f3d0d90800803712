import { existsSync } from 'node:fs';
import { Io } from './io';
import { writeOutput } from './output';
import { baselineFile } from '../engine/baseline/baseline-text';
import { readBaseline } from '../engine/baseline/read-baseline';
import { accepted, baselineTextOf } from '../engine/baseline/with-baseline';
import { AcceptedBefore } from '../engine/compose-report';
import { isIncomplete, Report } from '../engine/report';
import { InputProblem, Manifests } from '../manifests';
import { countOf } from '../text';

/** The default name of a baseline. */
export const BASELINE_FILE = '.zero-downtime-baseline.json';

/** The findings in these manifests that a baseline accepts. */
export function acceptedBefore(file: string, read: Manifests): AcceptedBefore | { readonly problems: readonly InputProblem[] } {
  const result = readBaseline(file);
  if ('problems' in result) { return result; }
  const unread = new Set(read.problems.filter(({ level }) => level === 'error').map(problem => baselineFile(problem.file)));
  const files = new Set(read.objects.map(object => baselineFile(object.file)));
  const isReached = (of: string): boolean => !unread.has(of) && (files.has(of) || !existsSync(of));
  return { baseline: result.baseline, isReached };
}

/** Writes a baseline, and prints its name; undefined if it cannot be written. */
export function writeBaseline(report: Report, file: string, io: Io): Report | undefined {
  if (isIncomplete(report)) {
    io.err(`${file} was not written, since not all of the input could be read: its findings would be missing. `
      + 'Fix it, leave it out with --exclude, or accept that with --skip-unreadable.\n');
    return report;
  }
  // Without an earlier baseline, all findings are accepted.
  const written = report.baseline ? report : accepted(report, file);
  if (!writeOutput(baselineTextOf(written), file, io)) { return undefined; }
  const { known, notReached, gone } = written.baseline!;
  io.err(`Written: ${file}, ${countOf(known.length + notReached.length, 'finding')}${gone > 0 ? `, ${gone} fewer than before` : ''}\n`);
  return gone > 0 ? { ...written, baseline: { ...written.baseline!, gone: 0 } } : written;
}
