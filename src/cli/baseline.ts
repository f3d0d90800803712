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

/** Where a baseline is written without another name. */
export const BASELINE_FILE = '.zero-downtime-baseline.json';

/** What a baseline accepts, of what was read. */
export function acceptedBefore(file: string, read: Manifests): AcceptedBefore | { readonly problems: readonly InputProblem[] } {
  const result = readBaseline(file);
  if ('problems' in result) { return result; }
  const unread = new Set(read.problems.filter(({ level }) => level === 'error').map(problem => baselineFile(problem.file)));
  const files = new Set(read.objects.map(object => baselineFile(object.file)));
  const isReached = (of: string): boolean => !unread.has(of) && (files.has(of) || !existsSync(of));
  return { baseline: result.baseline, isReached };
}

/** Writes a baseline, and says so; undefined if it cannot be written. */
export function writeBaseline(report: Report, file: string, io: Io): Report | undefined {
  if (isIncomplete(report)) {
    io.err(`${file} was not written, since not all of the input could be used: what was not read would be missing in it. `
      + 'Correct it, leave it out with --exclude, or accept that with --skip-unreadable.\n');
    return report;
  }
  // Without a baseline to begin with, all that there is is accepted.
  const written = report.baseline ? report : accepted(report, file);
  if (!writeOutput(baselineTextOf(written), file, io)) { return undefined; }
  const { known, notReached, gone } = written.baseline!;
  io.err(`Written: ${file}, ${countOf(known.length + notReached.length, 'finding')}${gone > 0 ? `, ${gone} less than before` : ''}\n`);
  return gone > 0 ? { ...written, baseline: { ...written.baseline!, gone: 0 } } : written;
}
