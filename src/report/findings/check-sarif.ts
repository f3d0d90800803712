import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulePage } from './rule-page';
import { CheckReport, isIncomplete, ReportedException, ReportedFinding } from '../../engine/check-report';
import { fileUri } from '../../engine/file-uri';
import { printableJson } from '../../engine/printable';
import { Problem } from '../../manifests';
import { ACKNOWLEDGEMENT_RULES, RULES, RuleText, Severity } from '../../rules';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const PROJECT = 'https://github.com/cdk8s-zero-downtime/cdk8s-zero-downtime';

const LEVELS: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' };

/** A report for code scanning: SARIF 2.1.0, with the rules that were asked. */
export function checkAsSarif(report: CheckReport, judgedBy: readonly RuleText[] = RULES): string {
  const rules = [...judgedBy, ...ACKNOWLEDGEMENT_RULES];
  const indexes = new Map(rules.map((rule, index) => [rule, index]));
  return printableJson({
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'cdk8s-zero-downtime', version: version(), informationUri: PROJECT, rules: rules.map(descriptor) } },
      columnKind: 'utf16CodeUnits',
      invocations: [{ executionSuccessful: !isIncomplete(report), toolExecutionNotifications: report.problems.map(notification) }],
      results: [
        ...report.findings.map(finding => result(finding, indexes)),
        ...report.exceptions.map(exception => suppressed(exception, indexes)),
      ],
    }],
  });
}

function descriptor({ id, severity, title, impact, why, fix, reference }: RuleText): object {
  return {
    id,
    name: id.split('-').map(word => word.charAt(0).toUpperCase() + word.slice(1)).join(''),
    shortDescription: { text: `${title}.` },
    fullDescription: { text: `${impact} ${why}` },
    help: {
      text: `${why}\n\nUsers feel: ${impact}\n\nFix: ${fix}\n\nSource: ${reference}`,
      markdown: `${why}\n\n**Users feel:** ${impact}\n\n**Fix:** ${fix}\n\n[The rule](${rulePage(id)}) · [Source](${reference})`,
    },
    helpUri: rulePage(id),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: ['zero-downtime', 'kubernetes'] },
  };
}

function result(finding: ReportedFinding, indexes: ReadonlyMap<RuleText, number>): object {
  const { rule, severity, object: { kind, namespace, name, file, constructPath }, path, line, message, fix, fingerprint, clusters } = finding;
  const identity = [kind, ...namespace === undefined ? [] : [namespace], name].join('/');
  const where = clusters ? ` (Only in ${clusters.join(' and ')}.)` : '';
  return {
    ruleId: rule.id,
    ruleIndex: indexes.get(rule),
    level: LEVELS[severity],
    message: { text: `${message} ${fix}${where}` },
    locations: [{
      physicalLocation: physicalLocation(file, line),
      logicalLocations: [
        { name, fullyQualifiedName: identity, kind: 'resource' },
        ...constructPath === undefined ? [] : [{ name: constructPath.split('/').pop(), fullyQualifiedName: constructPath, kind: 'construct' }],
      ],
    }],
    // The only name that GitHub looks at. With one of its own it would take the text of the line.
    partialFingerprints: { primaryLocationLineHash: fingerprint },
    properties: { path },
  };
}

function suppressed(exception: ReportedException, indexes: ReadonlyMap<RuleText, number>): object {
  return { ...result(exception, indexes), suppressions: [{ kind: 'external', justification: exception.reason }] };
}

function notification({ level, file, line, message }: Problem): object {
  return { level, message: { text: message }, locations: [{ physicalLocation: physicalLocation(file, line) }] };
}

function physicalLocation(file: string, startLine: number): object {
  const uri = fileUri(file);
  return { artifactLocation: uri.startsWith('file:') ? { uri } : { uri, uriBaseId: '%SRCROOT%' }, region: { startLine } };
}

function version(): string {
  return JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'package.json'), 'utf8')).version;
}
