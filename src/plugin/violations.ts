import { Violation } from './cli-types';
import { ReportedFinding } from '../engine/report';
import { SEVERITIES } from '../engine/reported-findings';
import { InputProblem } from '../manifests';

/** What could not be read has no rule; this stands in its place. */
const UNREADABLE = 'unusable-input';

/** Findings as violations, the worst first. Those that say the same of several objects are one. */
export function violationsOf(findings: readonly ReportedFinding[]): Violation[] {
  const groups = new Map<string, ReportedFinding[]>();
  for (const finding of SEVERITIES.flatMap(severity => findings.filter(each => each.severity === severity))) {
    const { rule, severity, message, fix, reference } = finding;
    const key = JSON.stringify([rule.id, severity, message, fix, reference]);
    const others = groups.get(key);
    if (others) { others.push(finding); } else { groups.set(key, [finding]); }
  }
  return [...groups.values()].map(violationOf);
}

function violationOf(group: readonly ReportedFinding[]): Violation {
  const [{ rule, severity, message, fix, reference }] = group;
  return {
    ruleName: rule.id,
    // The CLI does not support severities: it prints all violations in the same way.
    recommendation: `${severity}: ${message}`,
    fix: `${fix} See ${reference}`,
    violatingResources: group.map(({ object, path, line, clusters, construct }) => ({
      resourceName: object.name,
      locations: [`${path} (${object.kind}, line ${line}${construct ? `, of ${construct.type} ${construct.path ?? construct.name}` : ''}${clusters ? `, only in ${clusters.join(' and ')}` : ''})`],
      manifestPath: object.file,
    })),
  };
}

/** What is wrong with the input, as a violation: the message ends with the remedy. */
export function violationOfProblem({ level, file, line, message }: InputProblem): Violation {
  return {
    ruleName: UNREADABLE,
    recommendation: `${level}: ${message}`,
    fix: `Look at ${file}:${line}.`,
    violatingResources: [{ resourceName: 'none', locations: [`line ${line}`], manifestPath: file }],
  };
}
