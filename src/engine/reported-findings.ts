import { ReportedException, ReportedFinding, ReportedObject } from './check-report';
import { fingerprints } from './fingerprint';
import { Merged } from './merged-clusters';
import { printable } from './printable';
import { ManifestObject, showPath } from '../manifests';
import { Exception, Finding, Severity } from '../rules';

/** In the order in which they are worth reading. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

interface Found {
  readonly findings: readonly Merged<Finding>[];
  readonly exceptions: readonly Merged<Exception>[];
}

interface Reported {
  readonly findings: ReportedFinding[];
  readonly exceptions: ReportedException[];
}

/** Findings and exceptions as every format shows them, sorted. Lines are looked up here, and only for these objects. */
export function reportedIn({ findings, exceptions }: Found, constructPathOf: (object: ManifestObject) => string | undefined): Reported {
  const objects = new Map<ManifestObject, ReportedObject>();
  const objectOf = (object: ManifestObject): ReportedObject => {
    const known = objects.get(object) ?? reportedObject(object, constructPathOf(object));
    objects.set(object, known);
    return known;
  };
  const fingerprintOf = fingerprints();
  const reported = ({ finding, clusters }: Merged<Finding>): ReportedFinding => ({
    rule: finding.rule,
    severity: finding.severity,
    object: objectOf(finding.object),
    path: printable(showPath(finding.path)),
    line: finding.object.lineOf(finding.path),
    message: printable(finding.message),
    fix: printable(finding.fix),
    fingerprint: fingerprintOf(finding),
    ...clusters && { clusters: clusters.map(name => printable(name)) },
  });
  return {
    findings: sorted(findings.map(reported)),
    exceptions: sorted(exceptions.map(exception => ({ ...reported(exception), reason: printable(exception.finding.reason) }))),
  };
}

function reportedObject(object: ManifestObject, constructPath: string | undefined): ReportedObject {
  return {
    kind: printable(object.kind, LONGEST_NAME),
    ...object.namespace === undefined ? {} : { namespace: printable(object.namespace, LONGEST_NAME) },
    name: printable(object.name, LONGEST_NAME),
    file: printable(object.file),
    line: object.lineOf(),
    ...constructPath === undefined ? {} : { constructPath: printable(constructPath) },
  };
}

/** The API server takes no longer ones. */
const LONGEST_NAME = 253;

function sorted<T extends ReportedFinding>(findings: T[]): T[] {
  return findings.sort((one, other) => byText(one.object.file, other.object.file)
    || one.object.line - other.object.line
    || SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity)
    || one.line - other.line
    || byText(one.rule.id, other.rule.id));
}

function byText(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
