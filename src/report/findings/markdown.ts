import { decisionsOf } from './decisions';
import { byObject, ObjectFindings } from './equal-findings';
import { EqualPlans, equalPlans } from './equal-plans';
import { rulePage } from './rule-page';
import { summarize, summarizeChanges, summarizeContracts } from './summary';
import { byNamespace, byRule, Tally } from './tally';
import { isDiffReport, ObjectName, Report, ReportedFinding } from '../../engine/report';
import { InputProblem, problemPlace } from '../../manifests';
import { Severity } from '../../rules';
import { code, codeBlock, details, plain } from '../markdown';
import { updateTimelinesAsText } from '../timeline/text';

const SIGNS: Record<Severity, string> = { error: '🔴', warning: '🟠', info: '🔵' };

/** GitHub accepts no longer comments; a sentence about omitted findings must fit, too. */
const LONGEST = 60_000;

/** A part of the comment: only parts that fit are written. */
type Part = () => string;

/** A report as a comment of a pull request: the sentence first, findings open, the rest folded. */
export function findingsAsMarkdown(report: Report): string {
  const { acknowledged, problems, clusters } = report;
  const parts: Part[] = [
    ...[
      ...introduction(report),
      ...clusters.length > 0 ? [`Each of ${clusters.length} clusters is judged separately: ${clusters.map(code).join(', ')}.`] : [],
      ...isDiffReport(report) ? [] : overview(report),
      ...problemList(problems.filter(({ level }) => level !== 'note')),
    ].map(text => () => text),
    ...byObject(report).flatMap(objectAsMarkdown),
    ...isDiffReport(report) ? equalPlans(report.plans).map(plan => () => planAsMarkdown(plan)) : [],
    ...acknowledged.length > 0 ? [() => details(`${acknowledged.length} acknowledged`, acknowledged.map(acknowledgedItem).join('\n'))] : [],
    ...isDiffReport(report) ? timelines(report.restarts.flatMap(({ timeline }) => timeline ?? [])) : [],
  ];
  return `${withinLimit(parts, isDiffReport(report) ? 'comparison' : 'check').join('\n\n')}\n`;
}

function introduction(report: Report): string[] {
  const sentence = `**${plain(summarize(report))}**`;
  return isDiffReport(report)
    ? ['### Will users notice this release?', [sentence, plain(summarizeChanges(report)), plain(summarizeContracts(report)), ...todayOf(report)].filter(Boolean).join(' ')]
    : ['### Would users notice an update, a node drain or a failure?', sentence];
}

/** Up to this many findings are listed one by one. */
const FEW = 20;
const MOST_ROWS = 30;

/** Tables by rule and by namespace, if there are many findings. */
function overview({ findings }: Report): string[] {
  if (findings.length <= FEW) { return []; }
  return [tallyTable('namespace', byNamespace(findings), plain), tallyTable('rule', byRule(findings), id => `[${id}](${rulePage(id)})`)];
}

function tallyTable(what: string, tallies: readonly Tally[], shown: (name: string) => string): string {
  const rows = tallies.slice(0, MOST_ROWS).map(({ name, errors, warnings, infos, objects }) =>
    `| ${shown(name)} | ${errors} | ${warnings} | ${infos} | ${objects} |`);
  const rest = tallies.slice(MOST_ROWS);
  const sum = rest.reduce((count, tally) => count + tally.findings.length, 0);
  const more = rest.length === 0 ? [] : [`| ${rest.length} more, with ${sum} findings | | | | |`];
  return [`| ${what}, the worst first | errors | warnings | infos | objects |`, '| --- | --: | --: | --: | --: |', ...rows, ...more].join('\n');
}

function todayOf({ target: { today } }: Report): string[] {
  return today === undefined ? [] : [`Today is ${today}.`];
}

function problemList(problems: readonly InputProblem[]): string[] {
  if (problems.length === 0) { return []; }
  const items = problems.map(problem => `- ${code(problemPlace(problem))} ${plain(problem.message)}`);
  return [['**Not all of the input could be read:**', '', ...items].join('\n')];
}

function objectAsMarkdown({ findings, alike }: ObjectFindings): Part[] {
  const others = (): string => alike.map(object => `${fullName(object)} in ${code(object.file)}`).join(', ');
  return [
    ...findings.map(finding => () => findingAsMarkdown(finding)),
    ...alike.length === 0 ? [] : [() => details(`The same for ${alike.length} more`, others())],
  ];
}

function findingAsMarkdown(finding: ReportedFinding): string {
  const { severity, rule, object, path, line, message, fix, fixes, clusters, isNew } = finding;
  return [
    `${SIGNS[severity]} **${severity}: ${plain(rule.title)}**${isNew ? ' (new in this change)' : ''} · ${fullName(object)}`,
    '',
    `${plain(message)}${clusters ? ` (Only in ${clusters.map(code).join(' and ')}.)` : ''}`,
    '',
    `**Instead:** ${plain([fix, ...decisionsOf(fixes)].join(' '))}`,
    '',
    `<sub>${code(path)}, line ${line} of ${code(object.file)} · [${rule.id}](${rulePage(rule.id)})</sub>`,
  ].join('\n');
}

function planAsMarkdown({ clusters, words }: EqualPlans): string {
  return [`**Releases${clusters.length === 0 ? '' : ` for ${clusters.map(code).join('; ')}`}**`, '', ...words.map((text, i) => `${i + 1}. ${plain(text)}`)].join('\n');
}

function acknowledgedItem({ rule, object, acknowledgement }: ReportedFinding): string {
  return `- [${rule.id}](${rulePage(rule.id)}), ${fullName(object)}: ${plain(acknowledgement?.reason ?? '')}`;
}

function timelines(shown: Parameters<typeof updateTimelinesAsText>[0]): Part[] {
  return shown.length === 0 ? [] : [() => details('Timelines of the restarts', codeBlock(updateTimelinesAsText(shown)))];
}

function fullName({ kind, namespace, name }: ObjectName): string {
  return code(`${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`);
}

function withinLimit(parts: readonly Part[], what: string): string[] {
  let length = 0;
  const shown: string[] = [];
  for (const part of parts) {
    const text = part();
    length += text.length + 2;
    if (length > LONGEST) { break; }
    shown.push(text);
  }
  const more = parts.length - shown.length;
  return more === 0 ? shown : [...shown, `…and ${more} more: run the ${what} yourself to see them all.`];
}
