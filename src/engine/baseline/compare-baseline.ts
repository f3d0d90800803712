import { Baseline, BaselineEntry } from './baseline';
import { baselineFile } from './baseline-text';
import { placeOf } from '../fingerprint';
import { ReportedFinding } from '../report';

/** How findings compare with a baseline. */
export interface ComparedFindings {
  /** Findings that are not in the baseline. */
  readonly added: readonly ReportedFinding[];
  readonly known: readonly ReportedFinding[];
  /** Entries of the baseline that were not found, once for each finding. */
  readonly missing: readonly BaselineEntry[];
}

/**
 * Each entry accepts as many findings as its count. If there are several in one place, for example with a file for each cluster,
 * it accepts those in the file of the entry; otherwise the first, since files are moved and renamed.
 */
export function compareBaseline(findings: readonly ReportedFinding[], { entries }: Baseline): ComparedFindings {
  const left = new Map<string, BaselineEntry[]>();
  for (const { count, ...entry } of entries) {
    const same = left.get(entry.fingerprint) ?? [];
    for (let i = 0; i < count; i++) { same.push({ ...entry, count: 1 }); }
    left.set(entry.fingerprint, same);
  }
  const known = new Set<ReportedFinding>();
  const take = (finding: ReportedFinding, fits: (entry: BaselineEntry) => boolean): void => {
    const same = left.get(placeOf(finding.fingerprint)) ?? [];
    const index = known.has(finding) ? -1 : same.findIndex(fits);
    if (index < 0) { return; }
    same.splice(index, 1);
    known.add(finding);
  };
  findings.forEach(finding => take(finding, ({ file }) => file === baselineFile(finding.object.file)));
  findings.forEach(finding => take(finding, () => true));
  return {
    added: findings.filter(finding => !known.has(finding)),
    known: [...known],
    missing: [...left.values()].flat(),
  };
}
