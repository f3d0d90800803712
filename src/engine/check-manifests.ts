import { CheckReport, ReportedTarget, Summary } from './check-report';
import { constructPaths } from './construct-paths';
import { Judged, merged, named } from './merged-clusters';
import { printable } from './printable';
import { reportedIn } from './reported-findings';
import { clustersOf, Manifests, Problem } from '../manifests';
import { judge } from '../rules';
import { Excluded, excludedFrom, Exclusion, Settings, targetOf } from '../settings';

/** Judges everything that was read, each cluster apart, and says what there is to report. */
export function checkManifests({ objects, problems: unread }: Manifests, settings: Settings): CheckReport {
  const { clusters, problems: misfits } = clustersOf(objects);
  const known = [...new Set(clusters.flatMap(cluster => cluster.objects))];
  const exclusions = settings.exclude ?? [];
  const excluded = excludedFrom(known, exclusions);
  const target = targetOf(settings);
  const policy = { severities: settings.severities ?? {}, excludes: excluded.objects.has.bind(excluded.objects) };
  const names = named(clusters);
  const judged = clusters.map((cluster, i): Judged => ({ name: names[i], cluster, ...judge(cluster, target, policy) }));
  const { findings, exceptions } = reportedIn(merged(judged), constructPaths(known));
  const problems = [...unread, ...misfits, ...exclusionProblems(exclusions, excluded, known.length)];
  return {
    findings,
    exceptions,
    problems: problems.map(printableProblem),
    clusters: clusters.length > 1 ? names.map(name => printable(name)) : [],
    target: reportedTarget(settings),
    summary: {
      ...countedFindings(findings),
      accepted: exceptions.length,
      objects: known.length - excluded.objects.size,
      objectsWithFindings: new Set(findings.map(({ object }) => object)).size,
      excluded: excluded.objects.size,
    },
  };
}

/** What there is to report if nothing could be judged. */
export function reportOfProblems(problems: readonly Problem[], settings: Settings): CheckReport {
  return {
    findings: [],
    exceptions: [],
    problems: problems.map(printableProblem),
    clusters: [],
    target: reportedTarget(settings),
    summary: { ...countedFindings([]), accepted: 0, objects: 0, objectsWithFindings: 0, excluded: 0 },
  };
}

/** What the settings make of the target. */
export function reportedTarget(settings: Settings): ReportedTarget {
  const { kubernetesMinor, platform } = targetOf(settings);
  return { kubernetesVersion: `1.${kubernetesMinor}`, isAssumed: settings.kubernetesMinor === undefined, platform };
}

/** A problem as every format shows it. */
export function printableProblem({ level, file, line, message }: Problem): Problem {
  return { level, file: printable(file), line, message: printable(message) };
}

/** How many of each severity. */
export function countedFindings(findings: CheckReport['findings']): Pick<Summary, 'errors' | 'warnings' | 'infos'> {
  const many = (severity: string) => findings.filter(finding => finding.severity === severity).length;
  return { errors: many('error'), warnings: many('warning'), infos: many('info') };
}

/** What is wrong with exclusions: they exclude nothing, or everything. */
export function exclusionProblems(exclusions: readonly Exclusion[], { objects, unused }: Excluded, known: number): Problem[] {
  const useless = unused.map(({ file, line }): Problem =>
    ({ level: 'warning', file, line, message: 'This excludes nothing that was read. Remove it, or correct its kind, namespace or name.' }));
  if (known === 0 || objects.size < known) { return useless; }
  const [{ file, line }] = exclusions;
  return [...useless, { level: 'warning', file, line, message: `All ${known} objects are excluded, so nothing was judged. Exclude less.` }];
}
