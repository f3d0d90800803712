import { withoutName } from './without-name';
import { isDiffReport, Report, ReportedFinding, ReportedObject } from '../../engine/report';
import { groupedBy } from '../../manifests';

/** The findings of an object, and the objects with equal findings, except for their names. */
export interface ObjectFindings {
  readonly object: ReportedObject;
  readonly findings: readonly ReportedFinding[];
  readonly alike: readonly ReportedObject[];
}

/** Two objects are listed separately. */
const FEWEST = 3;

/** Findings by object; objects with equal findings, such as those of a folder of dashboards, together in a comparison. */
export function byObject(report: Report): ObjectFindings[] {
  const isPlanned = isDiffReport(report) && report.plans.length > 0;
  // One plan of all releases replaces the recipes of each finding.
  const findings = report.findings.map(finding => isPlanned ? { ...finding, fix: finding.remedy } : finding);
  const all = grouped(findings, ({ object }) => object).map(of => ({ object: of[0].object, findings: of, alike: [] }));
  if (!isDiffReport(report)) { return all; }
  return grouped(all, said).flatMap(group => {
    const [{ object, findings: of }, ...others] = group;
    return group.length < FEWEST ? group : [{ object, findings: of, alike: others.map(other => other.object) }];
  });
}

function grouped<T>(things: readonly T[], keyOf: (thing: T) => unknown): T[][] {
  return [...groupedBy(things, thing => [keyOf(thing)]).values()];
}

/** All findings of an object, without its name and without the numbers of list items. */
function said({ object: { kind, namespace, name }, findings }: ObjectFindings): string {
  const general = (text: string): string => withoutName(text, name).replace(/\[\d+\]/g, '[]');
  return JSON.stringify([kind, namespace, ...findings.map(({ rule, severity, message, fix, clusters }) =>
    [rule.id, severity, general(message), general(fix), clusters])]);
}
