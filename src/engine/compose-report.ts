import { Baseline } from './baseline/baseline';
import { withoutKnown } from './baseline/with-baseline';
import { constructPaths } from './construct-paths';
import { JudgedCluster, mergeClusters } from './merge-clusters';
import { printable } from './printable';
import { countSeverities, Report, ReportedTarget } from './report';
import { reportFindings } from './reported-findings';
import { ManifestObject, InputProblem } from '../manifests';
import { Findings, RuleOverrides, ClusterProfile } from '../rules';
import { Excluded, excludedFrom, Exclusion, Settings, clusterProfileOf, overridesOf } from '../settings';

/** The manifests, ready to be judged. */
export interface Input {
  readonly clusters: readonly ClusterToJudge[];
  /** All objects that findings can be about, each once. */
  readonly objects: readonly ManifestObject[];
  /** The objects that will be applied. */
  readonly written: readonly ManifestObject[];
  readonly problems: readonly InputProblem[];
  /** Exclusions of files that already had an effect. */
  readonly used?: ReadonlySet<Exclusion>;
  readonly accepted?: AcceptedBefore;
}

/** Findings that neither cause a failure nor are listed. */
export interface AcceptedBefore {
  readonly baseline: Baseline;
  /** Whether a file was read or no longer exists: only then is a missing finding a resolved one. */
  isReached(file: string): boolean;
}

export interface ClusterToJudge {
  readonly name: string;
  /** The objects that are applied there. */
  readonly files: readonly string[];
  judge(profile: ClusterProfile, policy: RuleOverrides): Findings;
}

/** Judges each cluster by the settings, and returns the report. */
export function composeReport({ clusters, objects, written, problems, used, accepted }: Input, settings: Settings): Report {
  const exclusions = settings.exclude ?? [];
  const { judged, excluded } = judgeClusters(clusters, objects, settings);
  const { findings: all, acknowledged } = reportFindings(mergeClusters(judged), constructPaths(written));
  const { findings, baseline } = accepted
    ? withoutKnown(all, accepted.baseline, accepted.isReached) : { findings: all, baseline: undefined };
  const shown = settings.show === 'all' ? findings : findings.filter(({ severity }) => severity !== 'info');
  return {
    findings: shown,
    acknowledged,
    problems: [...problems, ...exclusionProblems(exclusions, excluded, objects.length, used)].map(printableProblem),
    clusters: clusters.length > 1 ? clusters.map(({ name }) => printable(name)) : [],
    target: reportTarget(settings),
    ...baseline && { baseline },
    summary: {
      ...countSeverities(findings),
      acknowledged: acknowledged.length,
      objects: objects.length - excluded.objects.size,
      objectsWithFindings: new Set(shown.map(({ object }) => object)).size,
      notShown: findings.length - shown.length,
      excluded: excluded.objects.size,
    },
  };
}

/** The findings of each cluster, by the settings. */
export function judgeClusters(
  clusters: readonly ClusterToJudge[], objects: readonly ManifestObject[], settings: Settings,
): { readonly judged: readonly JudgedCluster[]; readonly excluded: Excluded } {
  const excluded = excludedFrom(objects, settings.exclude ?? []);
  const policy: RuleOverrides = { ...overridesOf(settings), excludes: object => excluded.objects.has(object) };
  const profile = clusterProfileOf(settings);
  return { judged: clusters.map(({ name, files, judge }) => ({ name, files, ...judge(profile, policy) })), excluded };
}

/** The report if nothing could be judged. */
export function reportProblems(problems: readonly InputProblem[], settings: Settings): Report {
  return {
    findings: [],
    acknowledged: [],
    problems: problems.map(printableProblem),
    clusters: [],
    target: reportTarget(settings),
    summary: { ...countSeverities([]), acknowledged: 0, objects: 0, objectsWithFindings: 0, notShown: 0, excluded: 0 },
  };
}

function reportTarget(settings: Settings): ReportedTarget {
  const { kubernetesMinor, platform } = clusterProfileOf(settings);
  return { kubernetesVersion: `1.${kubernetesMinor}`, isAssumed: settings.kubernetesMinor === undefined, platform };
}

function printableProblem({ level, file, line, message }: InputProblem): InputProblem {
  return { level, file: printable(file), ...line !== undefined && { line }, message: printable(message) };
}

/** Problems with exclusions: they exclude nothing, or everything. */
function exclusionProblems(
  exclusions: readonly Exclusion[], { objects, unused }: Excluded, known: number, used?: ReadonlySet<Exclusion>,
): InputProblem[] {
  const useless = unused.filter(each => !used?.has(each)).map(({ file, line }): InputProblem => ({
    level: 'warning',
    file,
    line,
    message: 'This excludes none of the objects that were read. Remove it, or correct its kind, namespace, name or path.',
  }));
  if (known === 0 && used && used.size > 0) {
    const [{ file, line }] = used;
    return [...useless, { level: 'error', file, line, message: 'All files with objects are excluded, so nothing was judged. Exclude fewer.' }];
  }
  if (known === 0 || objects.size < known) { return useless; }
  const [{ file, line }] = exclusions;
  const message = `All ${known} objects are excluded, so nothing was judged. Exclude fewer.`;
  return [...useless, { level: 'warning', file, line, message }];
}
