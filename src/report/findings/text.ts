import { decisionsOf } from './decisions';
import { byObject, ObjectFindings } from './equal-findings';
import { EqualPlans, equalPlans } from './equal-plans';
import { fewProblems } from './few-problems';
import { overviewAsText } from './overview';
import { rulePage } from './rule-page';
import { summarize, summarizeChanges, summarizeContracts } from './summary';
import { DiffReport, isDiffReport, ObjectName, Report, ReportedFinding } from '../../engine/report';
import { groupedBy, InputProblem, problemPlace } from '../../manifests';
import { SETTINGS_FILE } from '../../settings';
import { inWords } from '../../timeline/words';
import { Terminal, TerminalOptions, terminalOf } from '../terminal';
import { updateTimelinesAsText } from '../timeline/text';

const INDENT = 11;

/** How a report is shown on a terminal. */
export interface TextOptions extends TerminalOptions {
  /**
   * Whether the timeline of each restart is drawn.
   * @default false
   */
  readonly timelines?: boolean;
  /**
   * Whether a check lists each finding, however many lines that takes, instead of an overview.
   * @default true
   */
  readonly isFull?: boolean;
}

/** A longer list of findings is replaced by an overview. */
const MOST_LINES = 120;
const MOST_CLUSTERS = 6;

/**
 * A report for people: no wider than the terminal, and at most 100 columns, except for addresses. The worst findings of each object come first, then the
 * restarts, and the summary last.
 */
export function findingsAsText(report: Report, { timelines = false, isFull = true, ...terminal }: TextOptions = {}): string {
  const isOverview = !isFull && !isDiffReport(report);
  const overview = (): string => overviewAsText(report, conclusionLines(report, terminalOf(terminal)), terminalOf(terminal));
  // Each finding takes more than one line, so the full text of many findings need not be built to know that it is too long.
  if (isOverview && report.findings.length > MOST_LINES) { return overview(); }
  const style = terminalOf(terminal);
  const text = allAsText(report, timelines, style, [clusterLines(report.clusters, style), allProblems(report.problems, style)]);
  const isTooLong = (lines: string): boolean => isOverview && lines.split('\n').length > MOST_LINES + 1;
  if (!isTooLong(text)) { return text; }
  // Many clusters, and files that cannot be read, are no reason to hide a few findings.
  const few = [clusterLines(report.clusters, style, MOST_CLUSTERS), fewProblems(report.problems, style)];
  const shorter = allAsText(report, timelines, style, few);
  return isTooLong(shorter) ? overview() : shorter;
}

function allAsText(report: Report, timelines: boolean, style: Terminal, [clusters, problems]: readonly string[][]): string {
  const { acknowledged } = report;
  const blocks = [
    clusters,
    ...byObject(report).map(of => objectLines(of, style)),
    ...isDiffReport(report) ? equalPlans(report.plans).map(plan => section(planTitle(plan), planLines(plan, style), style)) : [],
    section('Acknowledged', acknowledged.flatMap(finding => acknowledgedLines(finding, style)), style),
    problems,
    section('Read more', referenceLines(report), style),
    ...isDiffReport(report) ? [section('What restarts', restartLines(report, timelines, style), style)] : [],
    conclusionLines(report, style),
  ];
  return `${blocks.filter(lines => lines.length > 0).map(lines => lines.join('\n')).join('\n\n')}\n`;
}

function clusterLines(clusters: readonly string[], style: Terminal, most = Infinity): string[] {
  if (clusters.length === 0) { return []; }
  const more = Math.max(0, clusters.length - most);
  return [
    ...style.wrap(`${clusters.length} clusters, since these files contain different versions of an object; each is judged separately:`),
    ...clusters.slice(0, most).flatMap(name => style.wrap(name, 2)),
    ...more > 0 ? [`  and ${more} more: --full`] : [],
  ];
}

function objectLines({ object, findings, alike }: ObjectFindings, style: Terminal): string[] {
  const { file, line, constructPath } = object;
  const heading = `${fullName(object)} ${file}:${line}${constructPath === undefined ? '' : ` (${constructPath})`}`;
  const others = alike.map(other => `${fullName(other)} ${other.file}:${other.line}`);
  return [
    ...style.wrap(heading).map(style.bold),
    ...findings.flatMap(finding => findingLines(finding, style)),
    ...others.length === 0 ? [] : ['  The same for:', ...others.flatMap(other => style.wrap(other, INDENT))],
  ];
}

function fullName({ kind, namespace, name }: ObjectName): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

function findingLines(finding: ReportedFinding, style: Terminal): string[] {
  const { severity, line, rule, message, fix, fixes, clusters, isNew } = finding;
  return [
    `  ${style.of(severity, severity.padEnd(INDENT - 2))}${rule.id}, line ${line}${isNew ? ', new in this change' : ''}`,
    ...clusters ? style.wrap(`Only in ${clusters.join(' and ')}.`, INDENT) : [],
    ...style.wrap(message, INDENT),
    ...style.wrap(`Fix: ${fix}`, INDENT),
    ...decisionsOf(fixes).flatMap(decision => style.wrap(decision, INDENT)),
  ];
}

function acknowledgedLines({ rule, object, line, acknowledgement }: ReportedFinding, style: Terminal): string[] {
  return [
    ...style.wrap(`${rule.id}: ${fullName(object)} ${object.file}:${line}`, 2),
    ...style.wrap(`Reason: ${acknowledgement?.reason}`, INDENT),
  ];
}

function allProblems(problems: readonly InputProblem[], style: Terminal): string[] {
  return section('Problems with the input', problems.flatMap(problem => problemLines(problem, style)), style);
}

function problemLines(problem: InputProblem, style: Terminal): string[] {
  const { level, message } = problem;
  if (level === 'note') { return []; }
  const place = style.wrap(problemPlace(problem), INDENT).join('\n').trimStart();
  return [`  ${style.of(level, level.padEnd(INDENT - 2))}${place}`, ...style.wrap(message, INDENT)];
}

function referenceLines({ findings }: Report): string[] {
  const [first] = findings;
  if (!first) { return []; }
  const pages = groupedBy(findings, ({ rule }) => [rule.id]);
  const own = [...pages].sort(([one], [other]) => one < other ? -1 : 1)
    .map(([id, group]): [string, string[]] => [id, [...new Set(group.map(({ reference }) => reference))]]);
  return [...own, ['all rules', [rulePage(first.rule.id).replace(/#.*/, '')]] as const]
    // An address that is cut in two does not work.
    .flatMap(([what, addresses]) => [`  ${what}`, ...addresses.map(address => `    ${address}`)]);
}

function planTitle({ clusters }: EqualPlans): string {
  if (clusters.length === 0) { return 'Releases'; }
  return `Releases for ${clusters.length === 1 ? clusters[0] : `${clusters.length} clusters`}`;
}

function planLines({ clusters, words }: EqualPlans, style: Terminal): string[] {
  const named = clusters.length > 1 ? [...clusters.flatMap(name => style.wrap(name, 2)), ''] : [];
  return [...named, ...wordLines(words, style)];
}

function wordLines(words: readonly string[], style: Terminal): string[] {
  return words.flatMap(text => style.wrap(text, INDENT).map((line, i) => i === 0 ? line.slice(INDENT - 2) : line));
}

function restartLines({ restarts }: DiffReport, areDrawn: boolean, style: Terminal): string[] {
  const drawn = areDrawn ? restarts.filter(({ timeline }) => timeline !== undefined) : [];
  const named = restarts.filter(restart => !drawn.includes(restart)).flatMap(({ object, timeline, clusters }) => {
    const duration = timeline ? `, ${inWords(timeline.figures.update)}` : '';
    return style.wrap(`${fullName(object)}${duration}${clusters ? `, only in ${clusters.join(' and ')}` : ''}`, 2);
  });
  if (drawn.length === 0) { return named; }
  const timelines = drawn.map(({ timeline, clusters }) =>
    clusters ? { ...timeline!, name: `${timeline!.name} (${clusters.join(', ')})` } : timeline!);
  return [...named, '', ...updateTimelinesAsText(timelines, style.width).trimEnd().split('\n')];
}

function conclusionLines(report: Report, style: Terminal): string[] {
  const { kubernetesVersion, isAssumed, today } = report.target;
  const assumed = `Assuming Kubernetes ${kubernetesVersion}: set --kubernetes-version, or kubernetesVersion in ${SETTINGS_FILE}.`;
  const [changes, contracts] = isDiffReport(report) ? [summarizeChanges(report), summarizeContracts(report)] : ['', ''];
  return [
    ...isAssumed ? style.wrap(assumed) : [],
    ...today === undefined ? [] : [`Today is ${today}.`],
    ...report.summary.notShown > 0 ? style.wrap(`Infos are listed with --all, or with show: all in ${SETTINGS_FILE}.`) : [],
    ...changes === '' ? [] : style.wrap(changes),
    ...contracts === '' ? [] : style.wrap(contracts),
    ...style.wrap(summarize(report)).map(style.bold),
  ];
}

/** Lines under a title; empty if there are no lines. */
function section(title: string, lines: string[], style: Terminal): string[] {
  return lines.length === 0 ? [] : [style.bold(title), ...lines];
}
