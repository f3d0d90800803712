import { composeReport, reportProblems } from './compose-report';
import { nameClusters } from './merge-clusters';
import { newFindings } from './new-findings';
import { printable, printableName, printableTimeline } from './printable';
import { DiffReport, ReportedChanges, ReportedRestart } from './report';
import { reportContracts } from './reported-contracts';
import { JudgedUpdate, reportPlans } from './reported-plan';
import { reportUnjudged } from './reported-unjudged';
import { ClusterProfile } from '../analysis/cluster-profile';
import { chartSourcesOf, isChart } from '../analysis/traffic/charts';
import { isUnjudged } from '../analysis/traffic/unjudged-objects';
import { controllerOf } from '../analysis/workloads';
import { CompareContracts } from '../contracts';
import { clustersOf, groupedBy, keyOf, ManifestObject, ManifestSet, Manifests, InputProblem, Workload } from '../manifests';
import { Findings, inProps, RuleOverrides } from '../rules';
import { Change, changedObjects, ClusterPair, FileNames, judgeUpdate, objectsOf, pairedClusters, restarted, Update, updateOf } from '../rules/diff';
import { Settings, clusterProfileOf, withoutExcludedFiles } from '../settings';
import { updateTimelineOf } from '../timeline/update-timeline';

/** Two sides of a comparison. */
export interface Comparison {
  readonly before: Manifests;
  readonly after: Manifests;
  readonly fileNames: FileNames;
}

export interface DiffOptions {
  /**
   * Whether the releases are listed even if the update needs only one.
   * @default false
   */
  readonly isPlanAsked?: boolean;
  /** Compares contracts of APIs. Without it, each changed contract is an error. */
  readonly compareContracts?: CompareContracts;
}

const NOTHING: ManifestSet = {
  files: [],
  isPartial: false,
  objects: [],
  workloads: [],
  services: [],
  budgets: [],
  autoscalers: [],
  routes: [],
  contracts: [],
  declared: [],
  podOwners: [],
  selected: new Map(),
};

/** Judges the update from one side to the other, each cluster separately, and returns the report. */
export function diffManifests(
  { before: runs, after: comes, fileNames }: Comparison,
  settings: Settings,
  { isPlanAsked = false, compareContracts }: DiffOptions = {},
): DiffReport {
  const left = [runs, comes].map(side => withoutExcludedFiles(side, settings.exclude ?? []));
  const [before, after] = left.map(({ manifests }) => manifests);
  const unread = [...before.problems, ...after.problems];
  // Objects that could not be read would look removed.
  if (unread.some(({ level }) => level === 'error')) { return reportDiffProblems(unread, settings); }
  const [old, now] = [clustersOf(before.objects, [], before.declared), clustersOf(after.objects, [], after.declared)];
  const pairs = pairedClusters(old.clusters, now.clusters, fileNames);
  const updates = pairs.map(pair => updateOf(pair.before ?? NOTHING, pair.after ?? NOTHING, compareContracts));
  const names = nameClusters(pairs.map(pair => nameGiving(pair, pairs)));
  const written = objectsOf(now.clusters);
  const judged: JudgedUpdate[] = [];
  const report = composeReport({
    clusters: updates.map((update, i) => ({
      name: names[i],
      files: update.after.files,
      judge: (profile, policy) => {
        const found = judgeAll(update, profile, policy);
        judged.push({ ...found, update, cluster: names[i], profile, policy });
        return found;
      },
    })),
    objects: objectsOf(pairs.flatMap(pair => [pair.after, pair.before])),
    written,
    problems: [...unread, ...old.problems, ...now.problems],
    used: new Set(left.flatMap(({ used }) => [...used])),
  }, settings);
  const contracts = reportContracts(updates);
  const skipped = reportUnjudged(updates.flatMap(changedUnread));
  const installers = updates.flatMap(changedInstallers).map(printableName);
  return {
    ...report,
    target: { ...report.target, ...updates.some(hasDates) && { today: settings.today } },
    ...skipped.length + installers.length > 0 && { unjudged: { installers, objects: skipped, isFull: settings.show === 'all' } },
    summary: { ...report.summary, objects: written.length },
    changes: countChanges(updates),
    restarts: mergeRestarts(updates.map((update, i) => ({
      restarts: reportRestarts(update, clusterProfileOf(settings)),
      cluster: printable(names[i]),
    }))),
    plans: reportPlans(judged, isPlanAsked),
    ...contracts && { contracts },
  };
}

/** Whether the result depends on the day of the run. */
function hasDates({ before, after }: Update): boolean {
  return [...before.routes, ...after.routes].some(({ versions }) => [...versions?.retirements.values() ?? []].some(Boolean));
}

/** Objects that change and serve users, or route their requests, of kinds that no rule reads. */
function changedUnread(update: Update): Parameters<typeof reportUnjudged>[0] {
  const { objects: { added, removed }, before, after } = update;
  const now = [...added, ...changedObjects(update).map(change => change.after)];
  return [
    { manifests: after, objects: now.filter(object => isUnjudged(object, after)) },
    { manifests: before, objects: removed.filter(object => isUnjudged(object, before)) },
  ];
}

/** What installs another chart, or the same one with other values: what is installed is not among the manifests. */
function changedInstallers(update: Update): ManifestObject[] {
  const changed = changedObjects(update).map(({ after }) => after);
  const sources = new Set(changed.map(({ kind, namespace, name }) => keyOf(kind, namespace, name)));
  const isChanged = (object: ManifestObject): boolean =>
    changed.includes(object) || chartSourcesOf(object).some(source => sources.has(source));
  const kept = update.objects.kept.map(({ after }) => after);
  return [...update.objects.added.filter(isChart), ...kept.filter(object => isChart(object) && isChanged(object))];
}

/** What the update does, and the findings of `check` that it adds. */
function judgeAll(update: Update, profile: ClusterProfile, policy: RuleOverrides): Findings {
  const { findings, acknowledged } = judgeUpdate(update, profile, policy);
  const said = [...findings, ...acknowledged];
  return inProps({ findings: [...findings, ...newFindings(update, said, profile, policy)], acknowledged }, update.after, profile);
}

/** The side whose files identify the clusters: AFTER, unless several clusters have the same files there. */
function nameGiving({ before, after }: ClusterPair, pairs: readonly ClusterPair[]): ManifestSet {
  const isOwn = pairs.filter(pair => pair.after === after).length === 1;
  return (isOwn ? after ?? before : before ?? after) ?? NOTHING;
}

/** The report if nothing could be compared. */
export function reportDiffProblems(problems: readonly InputProblem[], settings: Settings): DiffReport {
  return { ...reportProblems(problems, settings), changes: { added: 0, changed: 0, removed: 0 }, restarts: [], plans: [] };
}

/** Objects of several clusters are counted once. */
function countChanges(updates: readonly Update[]): ReportedChanges {
  const count = (of: (update: Update) => readonly ManifestObject[]): number => new Set(updates.flatMap(of)).size;
  return {
    added: count(({ objects }) => objects.added),
    changed: count(update => changedObjects(update).map(({ after }) => after)),
    removed: count(({ objects }) => objects.removed),
  };
}

type Restart = Omit<ReportedRestart, 'clusters'>;

function reportRestarts(update: Update, profile: ClusterProfile): Restart[] {
  const workloads = new Map(update.workloads.kept.map(kept => [kept.after.object, kept]));
  return restarted(update).map(({ after }): Restart => {
    const kept = workloads.get(after);
    return { object: printableName(kept ? controllerOf(kept.after) : after), ...kept && howItRestarts(kept, update, profile) };
  });
}

function howItRestarts({ before, after }: Change<Workload>, update: Update, profile: ClusterProfile): Omit<Restart, 'object'> {
  const timeline = printableTimeline(updateTimelineOf(
    { workload: before, manifests: update.before }, { workload: after, manifests: update.after }, profile,
  ));
  // Pods that the change adds do not count as current capacity.
  const now = before.replicas.min;
  return { timeline, ...now > 0 && { leastOfNow: Math.min(now, timeline.figures.leastAvailable) / now } };
}

function nameKey({ object: { kind, namespace, name } }: Restart): string {
  return keyOf(kind, namespace, name);
}

/** The same restart in several clusters is one restart. */
function mergeRestarts(
  clusters: readonly { readonly restarts: readonly Restart[]; readonly cluster: string }[],
): ReportedRestart[] {
  const all = clusters.flatMap(({ restarts, cluster }) => restarts.map(restart => ({ restart, cluster })));
  const named = groupedBy(all, ({ restart }) => [nameKey(restart)]);
  // What is alone under its name, as each is in one cluster, is compared with nothing.
  const isAlone = (restart: Restart): boolean => named.get(nameKey(restart))!.length === 1;
  const groups = groupedBy(all, ({ restart }) => [isAlone(restart) ? nameKey(restart) : JSON.stringify(restart)]);
  return [...groups.values()].map(group => ({
    ...group[0].restart,
    ...group.length < clusters.length && { clusters: group.map(({ cluster }) => cluster) },
  }));
}
