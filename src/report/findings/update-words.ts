import { isIncomplete } from '../../engine/check-report';
import { ReportedRestart, UpdateReport } from '../../engine/update-report';
import { Span } from '../../lifecycle';
import { countOf } from '../../text';
import { inWords } from '../../timeline/words';

/** What an update will be like, in one sentence: `2 Deployments restart, 14 s to 30 s each; …`. */
export function updateInWords(report: UpdateReport): string {
  if (!isCompared(report)) { return 'Nothing was compared, since not all of the input could be used.'; }
  return `${[...restartsInWords(report.restarts), ...capacityInWords(report.restarts), ...findingsInWords(report)].join('; ')}.`;
}

/** What an update touches: `3 objects change, 1 is new, 2 go`. */
export function changesInWords(report: UpdateReport): string {
  const { changes: { added, changed, removed }, summary } = report;
  if (!isCompared(report)) { return ''; }
  const parts = [
    ...changed > 0 ? [`${countOf(changed, 'object')} ${changed === 1 ? 'changes' : 'change'}`] : [],
    ...added > 0 ? [`${added} ${added === 1 ? 'is' : 'are'} new`] : [],
    ...removed > 0 ? [`${removed} ${removed === 1 ? 'goes' : 'go'}`] : [],
  ];
  return `${parts.length === 0 ? 'Nothing changes' : parts.join(', ')}; ${countOf(summary.objects, 'object')} in all.`;
}

function restartsInWords(restarts: readonly ReportedRestart[]): string[] {
  if (restarts.length === 0) { return ['No workload restarts']; }
  const judged = timelinesOf(restarts);
  const others = restarts.filter(({ timeline }) => timeline === undefined);
  const took = judged.length === 0 ? '' : `, ${inWords(hull(judged.map(({ figures }) => figures.update)))}${judged.length === 1 ? '' : ' each'}`;
  return [
    ...judged.length > 0 ? [`${countOf(judged.length, 'Deployment')} ${verb(judged)}${took}`] : [],
    // Of these it is known that they restart, and no more.
    ...others.length > 0 ? [`${kindsInWords(others)} ${verb(others)}, by a rollout that is not judged`] : [],
  ];
}

function verb(restarts: readonly unknown[]): string {
  return restarts.length === 1 ? 'restarts' : 'restart';
}

function kindsInWords(restarts: readonly ReportedRestart[]): string {
  const kinds = [...new Set(restarts.map(({ object }) => object.kind))];
  return kinds.map(kind => countOf(restarts.filter(({ object }) => object.kind === kind).length, kind)).join(' and ');
}

// A promise about rollouts: what a finding says comes on top of it.
function capacityInWords(restarts: readonly ReportedRestart[]): string[] {
  const shares = timelinesOf(restarts).map(({ figures: { leastAvailable, replicas } }) => leastAvailable / Math.max(1, replicas.min));
  if (shares.length === 0) { return []; }
  const least = Math.floor(100 * Math.min(1, ...shares));
  return [least === 0 ? 'capacity down to 0 % in rollouts' : `capacity never under ${least} % in rollouts`];
}

function isCompared(report: UpdateReport): boolean {
  return report.summary.objects > 0 || !isIncomplete(report);
}

function findingsInWords(report: UpdateReport): string[] {
  const { errors, warnings, infos, accepted } = report.summary;
  if (errors + warnings + infos + accepted === 0 && !isIncomplete(report)) { return ['nothing was found that users would notice']; }
  return [
    ...errors > 0 ? [`${countOf(errors, 'change')} would drop requests or get stuck`] : [],
    ...warnings > 0 ? [countOf(warnings, 'warning')] : [],
    ...infos > 0 ? [countOf(infos, 'info')] : [],
    ...accepted > 0 ? [`${accepted} accepted`] : [],
    ...isIncomplete(report) ? ['not all of the input could be used'] : [],
  ];
}

function timelinesOf(restarts: readonly ReportedRestart[]) {
  return restarts.flatMap(({ timeline }) => timeline ? [timeline] : []);
}

function hull(spans: readonly Span[]): Span {
  return { best: Math.min(...spans.map(({ best }) => best)), worst: Math.max(...spans.map(({ worst }) => worst)) };
}
