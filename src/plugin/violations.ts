import { Violation } from './cli-types';
import { ReportedFinding } from '../engine/report';
import { SEVERITIES } from '../engine/reported-findings';
import { InputProblem, problemPlace } from '../manifests';

/** The rule name of problems with the input, which do not belong to a rule. */
const UNREADABLE = 'unusable-input';

/** Findings as violations, the most severe first. The same finding about several objects is one violation. */
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

/** A problem with the input as a violation: the message ends with the remedy. */
export function violationOfProblem(problem: InputProblem): Violation {
  const { level, file, line, message } = problem;
  return {
    ruleName: UNREADABLE,
    recommendation: `${level}: ${message}`,
    fix: `Look at ${problemPlace(problem)}.`,
    violatingResources: [{ resourceName: 'none', locations: line === undefined ? [] : [`line ${line}`], manifestPath: file }],
  };
}
