import { Baseline, BaselineEntry } from './baseline';
import { baselineText, entryOf } from './baseline-text';
import { compareBaseline } from './compare-baseline';
import { countSeverities, Report, ReportedFinding } from '../report';

/** The findings of a report that are not in a baseline. Only files that were read count as resolved. */
export function withoutKnown(findings: readonly ReportedFinding[], baseline: Baseline, isReached: (file: string) => boolean): {
  readonly findings: readonly ReportedFinding[];
  readonly baseline: Report['baseline'];
} {
  const { added, known, missing } = compareBaseline(findings, baseline);
  const notReached = missing.filter(({ file }) => !isReached(file));
  return { findings: added, baseline: { file: baseline.file, known, gone: missing.length - notReached.length, notReached } };
}

/** A report whose findings are all accepted from now on. */
export function accepted(report: Report, file: string): Report {
  return {
    ...report,
    findings: [],
    baseline: { file, known: report.findings, gone: 0, notReached: [] },
    summary: { ...report.summary, ...countSeverities([]), infos: report.summary.notShown, objectsWithFindings: 0 },
  };
}

/** The baseline after a report: without new findings, and without those that are resolved. */
export function baselineTextOf({ baseline }: Report): string {
  const entries: BaselineEntry[] = [...baseline?.known.map(entryOf) ?? [], ...baseline?.notReached ?? []];
  return baselineText(entries);
}
