import { composeReport, reportProblems } from './compose-report';
import { nameClusters } from './merge-clusters';
import { printable, printableName } from './printable';
import { DiffReport, ReportedChanges, ReportedRestart } from './report';
import { ClusterProfile } from '../analysis/cluster-profile';
import { clustersOf, ManifestSet, Manifests, InputProblem } from '../manifests';
import { changedObjects, FileNames, judgeUpdate, objectsOf, pairedClusters, restarted, Update, updateOf } from '../rules/diff';
import { Settings, clusterProfileOf } from '../settings';
import { updateTimelineOf } from '../timeline/update-timeline';

/** Two sides of a comparison. */
export interface Comparison {
  readonly before: Manifests;
  readonly after: Manifests;
  readonly fileNames: FileNames;
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
  podOwners: [],
  selected: new Map(),
};

/** Judges the step from one side to the other, each cluster apart, and says what there is to report. */
export function diffManifests({ before, after, fileNames }: Comparison, settings: Settings): DiffReport {
  const unread = [...before.problems, ...after.problems];
  // What was not read would seem to be removed.
  if (unread.some(({ level }) => level === 'error')) { return reportDiffProblems(unread, settings); }
  const [old, now] = [clustersOf(before.objects), clustersOf(after.objects)];
  const pairs = pairedClusters(old.clusters, now.clusters, fileNames);
  const updates = pairs.map(pair => updateOf(pair.before ?? NOTHING, pair.after ?? NOTHING));
  const names = nameClusters(pairs.map(pair => pair.after ?? pair.before ?? NOTHING));
  const written = objectsOf(now.clusters);
  const report = composeReport({
    clusters: updates.map((update, i) => ({
      name: names[i],
      files: update.after.files,
      judge: (profile, policy) => judgeUpdate(update, profile, policy),
    })),
    objects: objectsOf(pairs.flatMap(pair => [pair.after, pair.before])),
    written,
    problems: [...unread, ...old.problems, ...now.problems],
  }, settings);
  return {
    ...report,
    summary: { ...report.summary, objects: written.length },
    changes: countChanges(updates),
    restarts: updates.flatMap((
      update,
      i,
    ) => reportRestarts(update, clusterProfileOf(settings), updates.length > 1 ? printable(names[i]) : undefined)),
  };
}

/** What there is to report if nothing could be compared. */
export function reportDiffProblems(problems: readonly InputProblem[], settings: Settings): DiffReport {
  return { ...reportProblems(problems, settings), changes: { added: 0, changed: 0, removed: 0 }, restarts: [] };
}

function countChanges(updates: readonly Update[]): ReportedChanges {
  const count = (of: (update: Update) => readonly unknown[]): number => updates.flatMap(of).length;
  return {
    added: count(({ objects }) => objects.added),
    changed: count(changedObjects),
    removed: count(({ objects }) => objects.removed),
  };
}

function reportRestarts(update: Update, profile: ClusterProfile, cluster: string | undefined): ReportedRestart[] {
  const workloads = new Map(update.workloads.kept.map(kept => [kept.after.object, kept]));
  return restarted(update).map(({ after }): ReportedRestart => {
    const kept = workloads.get(after);
    return {
      object: printableName(after),
      ...kept && {
        timeline: updateTimelineOf(
          { workload: kept.before, manifests: update.before }, { workload: kept.after, manifests: update.after }, profile,
        ),
      },
      ...cluster !== undefined && { clusters: [cluster] },
    };
  });
}
