import { decisionsOf } from './decisions';
import { byObject, ObjectFindings } from './equal-findings';
import { rulePage } from './rule-page';
import { summarize, summarizeChanges, summarizeContracts } from './summary';
import { DiffReport, isDiffReport, ObjectName, Report, ReportedFinding, ReportedPlan } from '../../engine/report';
import { groupedBy, InputProblem } from '../../manifests';
import { SETTINGS_FILE } from '../../settings';
import { inWords } from '../../timeline/words';
import { Styler, styler, wrap } from '../terminal';
import { updateTimelinesAsText } from '../timeline/text';

const INDENT = 11;

/** How a report is shown on a terminal. */
export interface TextOptions {
  /** @default false */
  readonly colours?: boolean;
  /**
   * Whether the timeline of each restart is drawn.
   * @default false
   */
  readonly timelines?: boolean;
}

/**
 * A report for people: at most 100 columns but for addresses, what is worst about each object first, then what
 * restarts, and at the end what it comes to.
 */
export function findingsAsText(report: Report, { colours = false, timelines = false }: TextOptions = {}): string {
  const { clusters, acknowledged, problems } = report;
  const style = styler(colours);
  const blocks = [
    clusterLines(clusters),
    ...byObject(report).map(of => objectLines(of, style)),
    ...isDiffReport(report) ? report.plans.map(plan => section(planTitle(plan), planLines(plan), style)) : [],
    section('Acknowledged', acknowledged.flatMap(acknowledgedLines), style),
    section('Problems with the input', problems.flatMap(problem => problemLines(problem, style)), style),
    section('Read more', referenceLines(report), style),
    ...isDiffReport(report) ? [section('What restarts', restartLines(report, timelines), style)] : [],
    conclusionLines(report, style),
  ];
  return `${blocks.filter(lines => lines.length > 0).map(lines => lines.join('\n')).join('\n\n')}\n`;
}

function clusterLines(clusters: readonly string[]): string[] {
  if (clusters.length === 0) { return []; }
  return [
    ...wrap(`${clusters.length} clusters, since these files write an object differently; each is judged by itself:`),
    ...clusters.flatMap(name => wrap(name, 2)),
  ];
}

function objectLines({ object, findings, alike }: ObjectFindings, style: Styler): string[] {
  const { file, line, constructPath } = object;
  const heading = `${fullName(object)} ${file}:${line}${constructPath === undefined ? '' : ` (${constructPath})`}`;
  const others = alike.map(other => `${fullName(other)} ${other.file}:${other.line}`);
  return [
    ...wrap(heading).map(style.bold),
    ...findings.flatMap(finding => findingLines(finding, style)),
    ...others.length === 0 ? [] : ['  The same for:', ...others.flatMap(other => wrap(other, INDENT))],
  ];
}

function fullName({ kind, namespace, name }: ObjectName): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

function findingLines({ severity, line, rule, message, fix, fixes, clusters, isNew }: ReportedFinding, style: Styler): string[] {
  return [
    `  ${style.of(severity, severity.padEnd(INDENT - 2))}${rule.id}, line ${line}${isNew ? ', new in this change' : ''}`,
    ...clusters ? wrap(`Only in ${clusters.join(' and ')}.`, INDENT) : [],
    ...wrap(message, INDENT),
    ...wrap(`Fix: ${fix}`, INDENT),
    ...decisionsOf(fixes).flatMap(decision => wrap(decision, INDENT)),
  ];
}

function acknowledgedLines({ rule, object, line, acknowledgement }: ReportedFinding): string[] {
  return [
    ...wrap(`${rule.id}: ${fullName(object)} ${object.file}:${line}`, 2),
    ...wrap(`Reason: ${acknowledgement?.reason}`, INDENT),
  ];
}

function problemLines({ file, line, level, message }: InputProblem, style: Styler): string[] {
  if (level === 'note') { return []; }
  const place = wrap(`${file}:${line}`, INDENT).join('\n').trimStart();
  return [`  ${style.of(level, level.padEnd(INDENT - 2))}${place}`, ...wrap(message, INDENT)];
}

function referenceLines({ findings }: Report): string[] {
  const [first] = findings;
  if (!first) { return []; }
  const pages = groupedBy(findings, ({ rule }) => [rule.id]);
  const own = [...pages].sort(([one], [other]) => one < other ? -1 : 1)
    .map(([id, group]): [string, string[]] => [id, [...new Set(group.map(({ reference }) => reference))]]);
  return [...own, ['all rules', [rulePage(first.rule.id).replace(/#.*/, '')]] as const]
    // An address that is cut in two leads nowhere.
    .flatMap(([what, addresses]) => [`  ${what}`, ...addresses.map(address => `    ${address}`)]);
}

function planTitle({ cluster }: ReportedPlan): string {
  return cluster === undefined ? 'Releases' : `Releases for ${cluster}`;
}

function planLines({ words }: ReportedPlan): string[] {
  return words.flatMap(text => wrap(text, INDENT).map((line, i) => i === 0 ? line.slice(INDENT - 2) : line));
}

function restartLines({ restarts }: DiffReport, areDrawn: boolean): string[] {
  const drawn = areDrawn ? restarts.filter(({ timeline }) => timeline !== undefined) : [];
  const named = restarts.filter(restart => !drawn.includes(restart)).flatMap(({ object, timeline, clusters }) => {
    const duration = timeline ? `, ${inWords(timeline.figures.update)}` : '';
    return wrap(`${fullName(object)}${duration}${clusters ? `, only in ${clusters.join(' and ')}` : ''}`, 2);
  });
  if (drawn.length === 0) { return named; }
  const timelines = drawn.map(({ timeline, clusters }) =>
    clusters ? { ...timeline!, name: `${timeline!.name} (${clusters.join(', ')})` } : timeline!);
  return [...named, '', ...updateTimelinesAsText(timelines).trimEnd().split('\n')];
}

function conclusionLines(report: Report, style: Styler): string[] {
  const { kubernetesVersion, isAssumed, today } = report.target;
  const assumed = `Assuming Kubernetes ${kubernetesVersion}: set --kubernetes-version, or kubernetesVersion in ${SETTINGS_FILE}.`;
  const [changes, contracts] = isDiffReport(report) ? [summarizeChanges(report), summarizeContracts(report)] : ['', ''];
  return [
    ...isAssumed ? wrap(assumed) : [],
    ...today === undefined ? [] : [`Today is ${today}.`],
    ...report.summary.notShown > 0 ? wrap(`Infos are listed with --all, or with show: all in ${SETTINGS_FILE}.`) : [],
    ...changes === '' ? [] : wrap(changes),
    ...contracts === '' ? [] : wrap(contracts),
    ...wrap(summarize(report)).map(style.bold),
  ];
}

/** Lines under a title; nothing where there are none. */
function section(title: string, lines: string[], style: Styler): string[] {
  return lines.length === 0 ? [] : [style.bold(title), ...lines];
}
