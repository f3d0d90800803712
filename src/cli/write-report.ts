import { plainTextOf } from './files';
import { Io } from './io';
import { FindingsFormat, WriteOptions } from './options';
import { problemAsLine, writeOutput } from './output';
import { fails, isIncomplete, Report } from '../engine/report';
import { findingsAsJson } from '../report/findings/json';
import { findingsAsMarkdown } from '../report/findings/markdown';
import { summarize } from '../report/findings/summary';
import { findingsAsText, TextOptions } from '../report/findings/text';
import { RuleText } from '../rules';
import { FailOn } from '../settings';

export const EXIT_OK = 0;
export const EXIT_FINDINGS = 1;
export const EXIT_INVALID_INPUT = 2;

/** Writes a report of the findings, and returns the exit code. */
export function writeReport(
  report: Report, options: WriteOptions, asked: readonly RuleText[], failOn: FailOn | undefined, io: Io,
): number {
  const { format, out, timelines, isFull = true } = options;
  // A file is not wrapped, so that it can be searched.
  const shown = out === undefined ? { colours: io.colours, width: io.width, timelines, isFull } : { timelines };
  if (!writeOutput(render(report, format, asked, shown), out, io)) {
    return EXIT_INVALID_INPUT;
  }
  // Users who send the report to a file or a tool still see why the command fails.
  if (out !== undefined || format !== 'text') {
    report.problems.filter(({ level }) => level === 'error').forEach(problem => io.err(problemAsLine(problem)));
  }
  if (out !== undefined) { io.err(`${summarize(report)}\n`); }
  if (isIncomplete(report)) { return EXIT_INVALID_INPUT; }
  return fails(report, failOn) ? EXIT_FINDINGS : EXIT_OK;
}

function render(report: Report, format: FindingsFormat, asked: readonly RuleText[], options: TextOptions): string {
  switch (format) {
    case 'json': return findingsAsJson(report);
    case 'sarif': return loadSarif().findingsAsSarif(report, asked, plainTextOf);
    case 'markdown': return findingsAsMarkdown(report);
    case 'text': return findingsAsText(report, options);
  }
}

/** Most runs do not write SARIF, and do not wait for the code that compares texts to load. */
function loadSarif(): typeof import('../report/findings/sarif') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('../report/findings/sarif');
}
