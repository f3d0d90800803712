import { identityOf, ManifestObject, ManifestSet } from '../../manifests';

/** A cluster before and after; undefined where it is new, or no longer has manifests. */
export interface ClusterPair {
  readonly before?: ManifestSet;
  readonly after?: ManifestSet;
}

/** The common name of a file of each side, wherever it was read from. */
export interface FileNames {
  before(file: string): string;
  after(file: string): string;
}

/**
 * Pairs the clusters of two sides. With one on each side, these are a pair; else the ones whose own files, those that
 * not all clusters have, have the same names. Clusters with identical manifests look like one: it is paired with
 * each of them on the other side.
 */
export function pairedClusters(
  before: readonly ManifestSet[],
  after: readonly ManifestSet[],
  fileNames: FileNames,
): ClusterPair[] {
  if (before.length <= 1 && after.length <= 1) { return [{ before: before[0], after: after[0] }]; }
  const own = (clusters: readonly ManifestSet[], nameOf: (file: string) => string) =>
    clusters.map(cluster => new Set(ownFiles(cluster, clusters).map(nameOf)));
  const [names, namesAfter] = [own(before, fileNames.before), own(after, fileNames.after)];
  const score = (i: number, j: number): number => [...namesAfter[i]].filter(name => names[j].has(name)).length;
  const isSame = (i: number, j: number): boolean => score(i, j) > 0
    && isMostlyIn(before[j], after[i]) && isMostlyIn(after[i], before[j]);
  const taken = new Set<number>();
  const pairs = after.map((cluster, i): ClusterPair => {
    const scores = before.map((_, j) => taken.has(j) ? 0 : score(i, j));
    const best = scores.indexOf(Math.max(...scores));
    if (!(scores[best] > 0)) { return { before: before.find((_, j) => isSame(i, j)), after: cluster }; }
    taken.add(best);
    return { before: before[best], after: cluster };
  });
  const left = before.flatMap((cluster, j): ClusterPair[] =>
    taken.has(j) ? [] : [{ before: cluster, after: after.find((_, i) => isSame(i, j)) }]);
  return [...pairs, ...left];
}

function isMostlyIn({ objects }: ManifestSet, other: ManifestSet): boolean {
  const there = new Set(other.objects.map(identityOf));
  return 2 * objects.filter(object => there.has(identityOf(object))).length > objects.length;
}

function ownFiles({ files }: ManifestSet, clusters: readonly ManifestSet[]): string[] {
  return clusters.length === 1 ? files : files.filter(file => !clusters.every(other => other.files.includes(file)));
}

/** All objects of these clusters, each once. */
export function objectsOf(clusters: readonly (ManifestSet | undefined)[]): ManifestObject[] {
  return [...new Set(clusters.flatMap(cluster => cluster?.objects ?? []))];
}
