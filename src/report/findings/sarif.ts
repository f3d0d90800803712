import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulePage } from './rule-page';
import { artifactLocation, filesToFix, FilesToFix, sarifFixes, TextOf } from './sarif-fixes';
import { isNothingJudged, NOTHING_JUDGED, summarizeContracts, unjudgedInWords } from './summary';
import { isDiffReport, isIncomplete, Report, ReportedFinding } from '../../engine/report';
import { SEVERITIES } from '../../engine/reported-findings';
import { InputProblem } from '../../manifests';
import { ACKNOWLEDGEMENT_RULES, RuleText, Severity } from '../../rules';
import { countOf } from '../../text';
import { printableJson } from '../printable-json';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const PROJECT = 'https://github.com/cdk8s-zero-downtime/cdk8s-zero-downtime';

const LEVELS: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' };

/** GitHub rejects a file with more results. */
const MOST_RESULTS = 25_000;

/** Text is compared for each fix, and no code scanning shows as many. */
const MOST_FIXES = 1000;

/** A report for code scanning: SARIF 2.1.0, with the rules that ran; with fixes, if the files can be changed. */
export function findingsAsSarif(report: Report, asked: readonly RuleText[], read?: TextOf): string {
  const files = read && filesToFix(read);
  const rules = [...asked, ...ACKNOWLEDGEMENT_RULES];
  const indexes = new Map(rules.map((rule, index) => [rule, index]));
  const added = new Set(report.findings);
  const all = [...report.findings, ...report.baseline?.known ?? [], ...report.acknowledged];
  const shown = all.length > MOST_RESULTS ? [...all].sort(bySeverity).slice(0, MOST_RESULTS) : all;
  const fixed = shown.filter(({ fixes }) => files && fixes !== undefined);
  const inText = new Set(fixed.slice(0, MOST_FIXES));
  const driver = { name: 'cdk8s-zero-downtime', version: version(), informationUri: PROJECT, rules: rules.map(descriptor) };
  const notes = [unjudgedInWords(report), leftOut(all.length - shown.length), inWordsOnly(fixed.length - inText.size)];
  return printableJson({
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [{
      tool: { driver },
      columnKind: 'utf16CodeUnits',
      invocations: [{
        executionSuccessful: !isIncomplete(report),
        toolExecutionNotifications: [
          ...report.problems.map(notification),
          ...isNothingJudged(report) ? [{ level: 'error', message: { text: `${NOTHING_JUDGED}.` } }] : [],
          ...notes.flatMap(text => text === undefined ? [] : { level: 'note', message: { text } }),
        ],
      }],
      ...propertiesOf(report),
      results: shown.map(finding => ({
        ...result(finding, indexes, inText.has(finding) ? files : undefined),
        ...report.baseline && { baselineState: added.has(finding) ? 'new' : 'unchanged' },
      })),
    }],
  });
}

/** The worst first; those that are acknowledged stay behind others. */
function bySeverity(one: ReportedFinding, other: ReportedFinding): number {
  return Number(one.acknowledgement !== undefined) - Number(other.acknowledgement !== undefined)
    || SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity);
}

function leftOut(count: number): string | undefined {
  return count === 0 ? undefined
    : `${countOf(count, 'finding')} of the lowest severities ${count === 1 ? 'is' : 'are'} not among the results, since code scanning of GitHub accepts at most ${MOST_RESULTS}. Use --format json to see all.`;
}

function inWordsOnly(count: number): string | undefined {
  return count === 0 ? undefined
    : `Only the first ${MOST_FIXES} fixes are stated as changes of files: ${count} more ${count === 1 ? 'is' : 'are'} stated in words. Use --format json to see the edits of all.`;
}

function propertiesOf(report: Report): object {
  const { today } = report.target;
  const contracts = isDiffReport(report) ? summarizeContracts(report) : '';
  return today === undefined && contracts === '' ? {} : { properties: { ...today !== undefined && { today }, ...contracts !== '' && { contracts } } };
}

function descriptor({ id, severity, title, impact, why, fix, reference }: RuleText): object {
  return {
    id,
    name: id.split('-').map(word => word.charAt(0).toUpperCase() + word.slice(1)).join(''),
    shortDescription: { text: `${title}.` },
    fullDescription: { text: `${impact} ${why}` },
    help: {
      text: `${why}\n\nUsers notice: ${impact}\n\nFix: ${fix}\n\nSource: ${reference}`,
      markdown: `${why}\n\n**Users notice:** ${impact}\n\n**Fix:** ${fix}\n\n[The rule](${rulePage(id)}) · [Source](${reference})`,
    },
    helpUri: rulePage(id),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: ['zero-downtime', 'kubernetes'] },
  };
}

function result(finding: ReportedFinding, indexes: ReadonlyMap<RuleText, number>, files: FilesToFix | undefined): object {
  const { rule, severity, path, line, message, fix, fixes = [], fingerprint } = finding;
  const { clusters, acknowledgement, isNew, construct } = finding;
  const { kind, namespace, name, file, constructPath } = finding.object;
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
        ...constructPath === undefined ? [] : [describeConstruct(constructPath)],
      ],
    }],
    // GitHub uses only this name. Without it, GitHub would use the text of the line.
    partialFingerprints: { primaryLocationLineHash: fingerprint },
    ...isNew && { baselineState: 'new' },
    properties: { path, ...construct && { construct } },
    ...sarifFixes(fix, fixes, files),
    ...acknowledgement && { suppressions: [{ kind: 'external', justification: acknowledgement.reason }] },
  };
}

function describeConstruct(path: string): object {
  return { name: path.split('/').pop(), fullyQualifiedName: path, kind: 'construct' };
}

function notification({ level, file, line, message }: InputProblem): object {
  return { level, message: { text: message }, locations: [{ physicalLocation: physicalLocation(file, line) }] };
}

function physicalLocation(file: string, startLine?: number): object {
  return { artifactLocation: artifactLocation(file), ...startLine !== undefined && { region: { startLine } } };
}

function version(): string {
  return JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'package.json'), 'utf8')).version;
}
