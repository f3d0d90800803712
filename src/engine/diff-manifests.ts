import { countedFindings, exclusionProblems, printableProblem, reportedTarget, reportOfProblems } from './check-manifests';
import { CheckReport } from './check-report';
import { constructPaths } from './construct-paths';
import { Judged, merged, named } from './merged-clusters';
import { printable } from './printable';
import { reportedIn } from './reported-findings';
import { ReportedRestart, UpdateReport } from './update-report';
import { Target } from '../analysis/cluster-profile';
import { clustersOf, ManifestSet, Manifests } from '../manifests';
import { changedObjects, FileNames, judgeUpdate, objectsOf, pairedClusters, restarted, Update, updateOf } from '../rules/diff';
import { excludedFrom, Settings, targetOf } from '../settings';
import { updateTimelineOf } from '../timeline/update-timeline';

/** Two sides of a comparison. */
export interface Comparison {
  readonly before: Manifests;
  readonly after: Manifests;
  readonly fileNames: FileNames;
}

const NOTHING: ManifestSet = {
  files: [], objects: [], workloads: [], services: [], budgets: [], autoscalers: [], routes: [], podGroups: [], selected: new Map(),
};

/** Judges the step from one side to the other, each cluster apart, and says what there is to report. */
export function diffManifests({ before, after, fileNames }: Comparison, settings: Settings): UpdateReport {
  const unread = [...before.problems, ...after.problems];
  // What was not read would seem to be removed.
  if (unread.some(({ level }) => level === 'error')) { return updateReportOf(reportOfProblems(unread, settings)); }
  const [old, now] = [clustersOf(before.objects), clustersOf(after.objects)];
  const pairs = pairedClusters(old.clusters, now.clusters, fileNames);
  const updates = pairs.map(pair => updateOf(pair.before ?? NOTHING, pair.after ?? NOTHING));
  const known = objectsOf(pairs.flatMap(pair => [pair.after, pair.before]));
  const exclusions = settings.exclude ?? [];
  const excluded = excludedFrom(known, exclusions);
  const policy = { severities: settings.severities ?? {}, excludes: excluded.objects.has.bind(excluded.objects) };
  const names = named(pairs.map(pair => pair.after ?? pair.before ?? NOTHING));
  const judged = updates.map((update, i): Judged =>
    ({ name: names[i], cluster: pairs[i].after ?? NOTHING, ...judgeUpdate(update, targetOf(settings), policy) }));
  const { findings, exceptions } = reportedIn(merged(judged), constructPaths(objectsOf(now.clusters)));
  const misfits = [...old.problems, ...now.problems, ...exclusionProblems(exclusions, excluded, known.length)];
  const problems = [...unread, ...misfits];
  return {
    findings,
    exceptions,
    problems: problems.map(printableProblem),
    clusters: pairs.length > 1 ? names.map(name => printable(name)) : [],
    target: reportedTarget(settings),
    summary: {
      ...countedFindings(findings),
      accepted: exceptions.length,
      objects: objectsOf(now.clusters).length,
      objectsWithFindings: new Set(findings.map(({ object }) => object)).size,
      excluded: excluded.objects.size,
    },
    changes: changesOf(updates),
    restarts: updates.flatMap((update, i) => restartsOf(update, targetOf(settings), updates.length > 1 ? printable(names[i]) : undefined)),
  };
}

/** What there is to report if nothing could be compared. */
export function updateReportOf(report: CheckReport): UpdateReport {
  return { ...report, changes: { added: 0, changed: 0, removed: 0 }, restarts: [] };
}

function changesOf(updates: readonly Update[]): UpdateReport['changes'] {
  const count = (of: (update: Update) => readonly unknown[]): number => updates.reduce((sum, update) => sum + of(update).length, 0);
  return { added: count(({ objects }) => objects.added), changed: count(changedObjects), removed: count(({ objects }) => objects.removed) };
}

function restartsOf(update: Update, target: Target, cluster: string | undefined): ReportedRestart[] {
  const workloads = new Map(update.workloads.kept.map(kept => [kept.after.object, kept]));
  return restarted(update).map(({ after }): ReportedRestart => {
    const kept = workloads.get(after);
    return {
      object: {
        kind: printable(after.kind),
        ...after.namespace === undefined ? {} : { namespace: printable(after.namespace) },
        name: printable(after.name),
      },
      ...kept && {
        timeline: updateTimelineOf(
          { workload: kept.before, manifests: update.before }, { workload: kept.after, manifests: update.after }, target,
        ),
      },
      ...cluster !== undefined && { clusters: [cluster] },
    };
  });
}
