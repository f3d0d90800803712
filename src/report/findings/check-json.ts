import { CheckReport, ReportedException, ReportedFinding } from '../../engine/check-report';
import { printableJson } from '../../engine/printable';

/** The version of the JSON that follows; it changes when a field changes its meaning or goes away. See docs/check.schema.json. */
const FORMAT_VERSION = 1;

/** A report for tools. */
export function checkAsJson(report: CheckReport): string {
  return printableJson(checkForTools(report));
}

/** The same before it is written, for what has more to say. */
export function checkForTools({ findings, exceptions, problems, clusters, target, summary }: CheckReport): object {
  return {
    version: FORMAT_VERSION,
    findings: findings.map(finding),
    exceptions: exceptions.map(exception => ({ ...finding(exception), reason: exception.reason })),
    problems: problems.map(({ level, file, line, message }) => ({ level, file, line, message })),
    clusters,
    target: { kubernetesVersion: target.kubernetesVersion, platform: target.platform },
    summary,
  };
}

function finding({ rule, severity, object, path, line, message, fix, fingerprint, clusters }: ReportedFinding | ReportedException): object {
  const { kind, namespace, name, file, constructPath } = object;
  return {
    rule: rule.id,
    severity,
    object: { kind, namespace, name },
    constructPath,
    path,
    file,
    line,
    message,
    fix,
    title: rule.title,
    impact: rule.impact,
    reference: rule.reference,
    fingerprint,
    clusters,
  };
}
