import { code, codeBlock, details, plain } from './markdown';
import { rulePage } from './rule-page';
import { changesInWords, updateInWords } from './update-words';
import { ReportedException, ReportedFinding, ReportedObject } from '../../engine/check-report';
import { UpdateReport } from '../../engine/update-report';
import { Severity } from '../../rules';
import { updateTimelinesAsText } from '../timeline/text';

const SIGNS: Record<Severity, string> = { error: '🔴', warning: '🟠', info: '🔵' };

/** GitHub takes no longer comment; what is left out must leave room for a sentence about it. */
const LONGEST = 60_000;

/** A comparison as a comment of a pull request: the sentence first, what was found open, the rest folded. */
export function updateAsMarkdown(report: UpdateReport): string {
  const { findings, exceptions, problems, restarts, clusters } = report;
  const unread = problems.filter(({ level }) => level !== 'note');
  const timelines = restarts.flatMap(({ timeline }) => timeline ? [timeline] : []);
  const parts = [
    '### Will users notice this release?',
    `**${plain(updateInWords(report))}** ${plain(changesInWords(report))}`.trimEnd(),
    ...clusters.length > 0 ? [`Each of ${clusters.length} clusters by itself: ${clusters.map(code).join(', ')}.`] : [],
    ...unread.length > 0 ? [['**Not all of the input could be used:**', '', ...unread.map(({ file, line, message }) => `- ${code(`${file}:${line}`)} ${plain(message)}`)].join('\n')] : [],
    ...findings.map(findingAsMarkdown),
    ...exceptions.length > 0 ? [details(`${exceptions.length} accepted`, exceptions.map(exceptionAsMarkdown).join('\n'))] : [],
    ...timelines.length > 0 ? [details('What the restarts will be like', codeBlock(updateTimelinesAsText(timelines)))] : [],
  ];
  return `${withinLimit(parts).join('\n\n')}\n`;
}

function findingAsMarkdown({ severity, rule, object, path, line, message, fix, clusters }: ReportedFinding): string {
  return [
    `${SIGNS[severity]} **${severity}: ${plain(rule.title)}** · ${called(object)}`,
    '',
    `${plain(message)}${clusters ? ` (Only in ${clusters.map(code).join(' and ')}.)` : ''}`,
    '',
    `**Instead:** ${plain(fix)}`,
    '',
    `<sub>${code(path)}, line ${line} of ${code(object.file)} · [${rule.id}](${rulePage(rule.id)})</sub>`,
  ].join('\n');
}

function exceptionAsMarkdown({ rule, object, reason }: ReportedException): string {
  return `- [${rule.id}](${rulePage(rule.id)}), ${called(object)}: ${plain(reason)}`;
}

function called({ kind, namespace, name }: ReportedObject): string {
  return code(`${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`);
}

function withinLimit(parts: readonly string[]): string[] {
  let length = 0;
  const shown = parts.filter(part => (length += part.length + 2) <= LONGEST);
  return shown.length === parts.length ? shown : [...shown, `…and ${parts.length - shown.length} more: run the comparison yourself to see them all.`];
}
