import { countSeverities, ReportedFinding } from '../../engine/report';
import { groupedBy } from '../../manifests';

/** The number of findings with the same rule or namespace. */
export interface Tally {
  readonly name: string;
  readonly findings: readonly ReportedFinding[];
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly objects: number;
}

/** Objects that state no namespace, or have none. */
export const NO_NAMESPACE = '(none stated)';

export function byRule(findings: readonly ReportedFinding[]): Tally[] {
  return tallied(findings, ({ rule }) => rule.id);
}

/** By namespace, since teams own namespaces. */
export function byNamespace(findings: readonly ReportedFinding[]): Tally[] {
  return tallied(findings, ({ object }) => object.namespace ?? NO_NAMESPACE);
}

/** The worst first: most errors, then most warnings, then most infos. */
function tallied(findings: readonly ReportedFinding[], nameOf: (finding: ReportedFinding) => string): Tally[] {
  return [...groupedBy(findings, finding => [nameOf(finding)])]
    .map(([name, group]): Tally => ({ name, findings: group, ...countSeverities(group), objects: objectsOf(group) }))
    .sort((one, other) => other.errors - one.errors || other.warnings - one.warnings || other.infos - one.infos
      || (one.name < other.name ? -1 : 1));
}

function objectsOf(findings: readonly ReportedFinding[]): number {
  return new Set(findings.map(({ object }) => object)).size;
}
