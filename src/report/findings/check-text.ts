import { rulePage } from './rule-page';
import { styler, Styler } from '../style';
import { summaryLine } from './summary-line';
import { CheckReport, ReportedException, ReportedFinding, ReportedObject } from '../../engine/check-report';
import { Problem } from '../../manifests';
import { SETTINGS_FILE } from '../../settings';
import { wrap } from '../wrap';

/** How wide a report is. */
export const COLUMNS = 100;
const INDENT = 11;

/** How a report is shown on a terminal. */
export interface TextOptions {
  /** @default false */
  readonly colours?: boolean;
}

/** A report for people: at most 100 columns but for addresses, what is worst about each object first. */
export function checkAsText(report: CheckReport, { colours = false }: TextOptions = {}): string {
  const style = styler(colours);
  return joinedBlocks([...reportBlocks(report, style), [...assumption(report), ...wrap(summaryLine(report), COLUMNS).map(style.bold)]]);
}

/** All but the end of a report: what was found, accepted and not read, each as lines of its own. */
export function reportBlocks(report: CheckReport, style: Styler): string[][] {
  const { clusters, findings, exceptions, problems } = report;
  return [
    ...clusters.length > 0 ? [[
      ...wrap(`${clusters.length} clusters, since these files repeat objects; each is judged by itself:`, COLUMNS),
      ...clusters.flatMap(name => wrap(name, COLUMNS, 2)),
    ]] : [],
    ...byObject(findings).map(([object, of]) => [...heading(object, style), ...of.flatMap(finding => findingLines(finding, style))]),
    ...section('Accepted', exceptions.flatMap(exceptionLines), style),
    ...section('Problems with the input', problems.filter(({ level }) => level !== 'note').flatMap(problem => problemLines(problem, style)), style),
    ...section('Read more', readMore(report), style),
  ];
}

export function joinedBlocks(blocks: readonly string[][]): string {
  return `${blocks.map(lines => lines.join('\n')).join('\n\n')}\n`;
}

/** A problem as a compiler would print it. */
export function problemAsLine({ file, line, level, message }: Problem): string {
  return `${file}:${line}: ${level}: ${message}\n`;
}

function byObject(findings: readonly ReportedFinding[]): [ReportedObject, ReportedFinding[]][] {
  const groups = new Map<ReportedObject, ReportedFinding[]>();
  for (const finding of findings) {
    const others = groups.get(finding.object);
    if (others) { others.push(finding); } else { groups.set(finding.object, [finding]); }
  }
  return [...groups];
}

function heading(object: ReportedObject, style: Styler): string[] {
  const { file, line, constructPath } = object;
  return wrap(`${calledInFull(object)} ${file}:${line}${constructPath === undefined ? '' : ` (${constructPath})`}`, COLUMNS).map(style.bold);
}

function calledInFull({ kind, namespace, name }: ReportedObject): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

function findingLines({ severity, line, rule, message, fix, clusters }: ReportedFinding, style: Styler): string[] {
  return [
    `  ${style.of(severity, severity.padEnd(INDENT - 2))}${rule.id}, line ${line}`,
    ...clusters ? wrap(`Only in ${clusters.join(' and ')}.`, COLUMNS, INDENT) : [],
    ...wrap(message, COLUMNS, INDENT),
    ...wrap(`Fix: ${fix}`, COLUMNS, INDENT),
  ];
}

function exceptionLines({ rule, object, line, reason }: ReportedException): string[] {
  return [
    ...wrap(`${rule.id}: ${calledInFull(object)} ${object.file}:${line}`, COLUMNS, 2),
    ...wrap(`Reason: ${reason}`, COLUMNS, INDENT),
  ];
}

function problemLines({ file, line, level, message }: Problem, style: Styler): string[] {
  return [
    `  ${style.of(level === 'error' ? 'error' : 'warning', level.padEnd(INDENT - 2))}${wrap(`${file}:${line}`, COLUMNS, INDENT).join('\n').trimStart()}`,
    ...wrap(message, COLUMNS, INDENT),
  ];
}

function readMore({ findings }: CheckReport): string[] {
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort((one, other) => one.id < other.id ? -1 : 1);
  if (rules.length === 0) { return []; }
  return [...rules.map(({ id, reference }) => [id, reference]), ['all rules', rulePage(rules[0].id).replace(/#.*/, '')]]
    // An address that is cut in two leads nowhere.
    .flatMap(([what, address]) => [`  ${what}`, `    ${address}`]);
}

/** What nobody said. */
export function assumption({ target: { kubernetesVersion, isAssumed } }: CheckReport): string[] {
  return isAssumed ? wrap(`Assumed: Kubernetes ${kubernetesVersion}. Say it with --kubernetes-version, or in ${SETTINGS_FILE}.`, COLUMNS) : [];
}

/** Lines under a title; nothing where there are none. */
export function section(title: string, lines: string[], style: Styler): string[][] {
  return lines.length === 0 ? [] : [[style.bold(title), ...lines]];
}
