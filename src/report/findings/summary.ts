import { Counts, countSeverities, DiffReport, hasUnread, isDiffReport, isIncomplete, Report, ReportedRestart, Summary, Unjudged } from '../../engine/report';
import { Span } from '../../lifecycle';
import { groupedBy, keyOf } from '../../manifests';
import { countOf, listWords } from '../../text';
import { Timeline } from '../../timeline/model';
import { inWords } from '../../timeline/words';

/** The summary of a report, in one sentence. */
export function summarize(report: Report): string {
  return isDiffReport(report) ? summarizeUpdate(report) : summarizeCheck(report);
}

/** The objects that an update changes: `3 objects change, 1 is new, 2 are removed; 14 objects in all.` */
export function summarizeChanges(report: DiffReport): string {
  const { changes: { added, changed, removed }, summary } = report;
  if (!isCompared(report)) { return ''; }
  const parts = [
    ...changed > 0 ? [`${countOf(changed, 'object')} ${changed === 1 ? 'changes' : 'change'}`] : [],
    ...added > 0 ? [`${added} ${added === 1 ? 'is' : 'are'} new`] : [],
    ...removed > 0 ? [`${removed} ${removed === 1 ? 'is' : 'are'} removed`] : [],
  ];
  return `${parts.length === 0 ? 'Nothing changes' : parts.join(', ')}; ${countOf(summary.objects, 'object')} in all.`;
}

/** `Contracts: 2 compared by oasdiff 1.37.0 (WebAssembly), 1 unchanged.`; empty where none is recorded. */
export function summarizeContracts({ contracts }: DiffReport): string {
  if (!contracts) { return ''; }
  const { compared, notCompared, unchanged, added, by } = contracts;
  const parts = [
    ...compared > 0 ? [`${compared} compared by ${listWords(by)}`] : [],
    ...notCompared > 0 ? [`${notCompared} changed and not compared`] : [],
    ...unchanged > 0 ? [`${unchanged} unchanged`] : [],
    ...added > 0 ? [`${added} recorded for the first time, so not compared`] : [],
  ];
  return `Contracts: ${parts.length === 0 ? 'none in this release' : parts.join(', ')}.`;
}

/** `3 errors, 1 warning in 2 of 14 objects; 5 infos not shown; 2 acknowledged`. */
function summarizeCheck(report: Report): string {
  const { summary, unjudged, baseline } = report;
  const { acknowledged, objects, objectsWithFindings, excluded } = summary;
  const found = countsInWords(shownOf(summary), baseline ? 'new ' : '').join(', ');
  if (isNothingJudged(report)) { return NOTHING_JUDGED; }
  const all = countOf(objects, 'object');
  return [
    headline(found, `${objectsWithFindings} of ${all}`, summary, unjudged, baseline ? 'No new' : 'No'),
    ...notShownInWords(summary),
    ...acknowledged > 0 ? [`${acknowledged} acknowledged`] : [],
    ...excluded > 0 ? [`${excluded} excluded`] : [],
    ...baseline ? [`${baseline.known.length} in the baseline`] : [],
    ...goneInWords(baseline?.gone ?? 0),
    ...hasUnread(report) ? ['not all of the input could be read'] : [],
    ...unjudged && unjudged.installers.length > 0 ? [installersInWords(unjudged)] : [],
    ...unjudged && unjudged.objects.length > 0 ? [unreadInWords(unjudged)] : [],
  ].join('; ');
}

export const NOTHING_JUDGED = 'Nothing was judged, because of the problems with the input';

/** Whether no object could be read, so that a report without findings is not a success. */
export function isNothingJudged(report: Report): boolean {
  return report.summary.objects === 0 && hasUnread(report);
}

function goneInWords(gone: number): string[] {
  if (gone === 0) { return []; }
  return [`${gone} of the baseline ${gone === 1 ? 'is gone: remove it' : 'are gone: remove them'} with --write-baseline`];
}

/** The counts of listed findings: infos only with --all. */
function shownOf({ errors, warnings, infos, notShown }: Summary): Counts {
  return { errors, warnings, infos: infos - notShown };
}

function notShownInWords({ notShown }: Summary): string[] {
  return notShown === 0 ? [] : [`${countOf(notShown, 'info')} not shown`];
}

/** `2 errors`, `1 info`: one for each severity with findings. */
function countsInWords({ errors, warnings, infos }: Counts, which: string = ''): string[] {
  return ([[errors, 'error'], [warnings, 'warning'], [infos, 'info']] as const)
    .flatMap(([amount, severity]) => amount > 0 ? [countOf(amount, `${which}${severity}`)] : []);
}

// Without objects that can be judged, "no findings" is not a success.
function headline(found: string, where: string, { objects, notShown }: Summary, unjudged: Unjudged | undefined, no: string = 'No'): string {
  const all = countOf(objects, 'object');
  const none = unjudged?.lacks === undefined ? '' : `, none of them a ${unjudged.lacks}`;
  if (found !== '') { return `${found} in ${where}${none}`; }
  if (none !== '') { return `${all}${none}`; }
  const findings = notShown === 0 ? `${no} findings` : `${no} errors and ${no.toLowerCase()} warnings`;
  return `${findings} in ${all}`;
}

const MOST_NAMED = 3;

/** `a, b, c and 9 more`, or all. */
function firstOf(names: readonly string[], isFull: boolean): string {
  const more = isFull ? 0 : names.length - MOST_NAMED;
  return listWords(more > 0 ? [...names.slice(0, MOST_NAMED), `${more} more`] : names);
}

function installersInWords({ installers, isFull }: Unjudged): string {
  return `${firstOf(installers.map(({ kind, name }) => `${kind} ${name}`), isFull)} ${installers.length === 1 ? 'installs' : 'install'} objects that are not in the input: render them first (helm template, kubectl kustomize)`;
}

// Grouped by reason, each with its objects.
function unreadInWords({ objects, isFull }: Unjudged): string {
  return [...groupedBy(objects, ({ because }) => [because ?? ''])].map(([because, group]) => {
    const names = group.map(({ kind, namespace, name }) => `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`);
    const reason = because === '' ? `no rule reads ${group.length === 1 ? 'its kind' : 'their kinds'}` : because;
    return `not judged, since ${reason}: ${firstOf(names, isFull)}`;
  }).join('; ');
}

/** The objects that were not judged; undefined if all were. */
export function unjudgedInWords({ summary, unjudged }: Report): string | undefined {
  if (!unjudged) { return undefined; }
  const parts = [
    ...unjudged.lacks === undefined ? [] : [headline('', '', summary, unjudged)],
    ...unjudged.installers.length > 0 ? [installersInWords(unjudged)] : [],
    ...unjudged.objects.length > 0 ? [unreadInWords(unjudged)] : [],
  ];
  const words = parts.join('; ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** `2 Deployments restart, 14 s to 30 s each; …`. */
function summarizeUpdate(report: DiffReport): string {
  if (!isCompared(report)) { return 'Nothing was compared, since not all of the input could be read.'; }
  const unread = report.unjudged && report.unjudged.objects.length > 0 ? [unreadInWords(report.unjudged)] : [];
  const installers = report.unjudged && report.unjudged.installers.length > 0 ? [installersInWords(report.unjudged)] : [];
  return `${[...restartsInWords(report), ...capacityInWords(report.restarts), ...findingsInWords(report), ...installers, ...unread].join('; ')}.`;
}

function restartsInWords({ restarts, clusters }: DiffReport): string[] {
  if (restarts.length === 0) { return ['No workload restarts']; }
  const judged = restarts.filter(({ timeline }) => timeline !== undefined);
  const others = restarts.filter(({ timeline }) => timeline === undefined);
  return [
    ...judged.length > 0 ? [`${restartInWords(judged, clusters)}, ${durationInWords(judged)}`] : [],
    // These restart, but their rollouts are not judged.
    ...others.length > 0 ? [`${restartInWords(others, clusters)}, by a rollout that is not judged`] : [],
  ];
}

/** `1 Deployment and 2 StatefulSets restart in each of 2 clusters`: each is counted once. */
function restartInWords(restarts: readonly ReportedRestart[], clusters: readonly string[]): string {
  const names = groupedBy(restarts, ({ object: { kind, namespace, name } }) => [keyOf(kind, namespace, name)]);
  const kinds = [...new Set(restarts.map(({ object }) => object.kind))];
  const words = kinds.map(kind => countOf([...names.values()].filter(([{ object }]) => object.kind === kind).length, kind));
  const isEverywhere = [...names.values()].every(group => group.some(restart => !restart.clusters)
    || clusters.every(cluster => group.some(restart => restart.clusters?.includes(cluster))));
  const where = clusters.length > 1 && isEverywhere ? ` in each of ${clusters.length} clusters` : '';
  return `${listWords(words)} ${names.size === 1 ? 'restarts' : 'restart'}${where}`;
}

function durationInWords(restarts: readonly ReportedRestart[]): string {
  const span = hull(timelinesOf(restarts).map(({ figures }) => figures.update));
  return `${inWords(span)}${restarts.length === 1 ? '' : ' each'}`;
}

// The capacity in rollouts; findings may reduce it further.
function capacityInWords(restarts: readonly ReportedRestart[]): string[] {
  const shares = restarts.flatMap(({ leastOfNow }) => leastOfNow ?? []);
  if (shares.length === 0) { return []; }
  const least = Math.floor(100 * Math.min(1, ...shares));
  return [least === 0 ? 'capacity down to 0 % in rollouts' : `capacity never under ${least} % in rollouts`];
}

/** The number of new findings of check. */
export function countNew({ findings }: Report): Counts {
  return countSeverities(findings.filter(({ isNew }) => isNew));
}

function isCompared(report: DiffReport): boolean {
  return report.summary.objects > 0 || !isIncomplete(report);
}

function findingsInWords(report: DiffReport): string[] {
  const { acknowledged } = report.summary;
  const { errors, warnings, infos } = shownOf(report.summary);
  if (errors + warnings + infos + acknowledged === 0 && !isIncomplete(report)) {
    const isLess = report.restarts.some(({ leastOfNow }) => leastOfNow !== undefined && leastOfNow < 1);
    return [`no ${isLess ? 'other ' : ''}change was found that users would notice`, ...notShownInWords(report.summary)];
  }
  const added = countNew(report);
  const changes = errors - added.errors;
  const counted = countsInWords(added);
  return [
    ...changes > 0 ? [`${countOf(changes, 'change')} would drop requests or get stuck`] : [],
    ...countsInWords({ errors: 0, warnings: warnings - added.warnings, infos: infos - added.infos }),
    ...counted.length > 0 ? [`${listWords(counted)} of check ${added.errors + added.warnings + added.infos === 1 ? 'is' : 'are'} new in this change`] : [],
    ...notShownInWords(report.summary),
    ...acknowledged > 0 ? [`${acknowledged} acknowledged`] : [],
    ...isIncomplete(report) ? ['not all of the input could be read'] : [],
  ];
}

function timelinesOf(restarts: readonly ReportedRestart[]): Timeline[] {
  return restarts.flatMap(({ timeline }) => timeline ? [timeline] : []);
}

function hull(spans: readonly Span[]): Span {
  return { best: Math.min(...spans.map(({ best }) => best)), worst: Math.max(...spans.map(({ worst }) => worst)) };
}
