import { AcceptedBefore, composeReport } from './compose-report';
import { nameClusters } from './merge-clusters';
import { printableName } from './printable';
import { Report, Unjudged } from './report';
import { reportUnjudged } from './reported-unjudged';
import { isChart } from '../analysis/traffic/charts';
import { isInstaller } from '../analysis/traffic/foreign-pods';
import { unjudgedObjects } from '../analysis/traffic/unjudged-objects';
import { clustersOf, ManifestObject, Manifests, ManifestSet } from '../manifests';
import { judgeInProps } from '../rules';
import { Settings, withoutExcludedFiles } from '../settings';

/** Judges everything that was read, each cluster separately, and returns the report. */
export function checkManifests(read: Manifests, settings: Settings, accepted?: AcceptedBefore): Report {
  const { manifests: { objects, problems: unread, declared }, used } = withoutExcludedFiles(read, settings.exclude ?? []);
  const { clusters, problems } = clustersOf(objects, unread, declared);
  const names = nameClusters(clusters);
  const known = [...new Set(clusters.flatMap(cluster => cluster.objects))];
  const report = composeReport({
    clusters: clusters.map((cluster, i) => ({
      name: names[i],
      files: cluster.files,
      judge: judgeInProps.bind(undefined, cluster),
    })),
    objects: known,
    written: known,
    problems: [...unread, ...problems],
    used,
    accepted,
  }, settings);
  const unjudged = unjudgedIn(clusters, known, settings);
  return unjudged ? { ...report, unjudged } : report;
}

function unjudgedIn(
  clusters: readonly ManifestSet[], objects: readonly ManifestObject[], settings: Settings,
): Unjudged | undefined {
  const lacks = objects.length === 0 ? undefined : lacking(clusters);
  // A workload that another tool installs may be among these manifests; a chart never is.
  const installers = objects.filter(object => isInstaller(object) && (lacks !== undefined || isChart(object))).map(printableName);
  const unread = reportUnjudged(clusters.map(manifests => ({ manifests, objects: unjudgedObjects(manifests) })));
  return lacks === undefined && installers.length + unread.length === 0 ? undefined
    : { ...lacks && { lacks }, installers, objects: unread, isFull: settings.show === 'all' };
}

function lacking(clusters: readonly ManifestSet[]): Unjudged['lacks'] {
  return clusters.some(({ workloads }) => workloads.length > 0) ? undefined : 'workload';
}
