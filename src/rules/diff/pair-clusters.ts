import { ManifestObject, ManifestSet } from '../../manifests';

/** A cluster as it is and as it will be; undefined where it is new, or no longer given anything. */
export interface ClusterPair {
  readonly before?: ManifestSet;
  readonly after?: ManifestSet;
}

/** How a file of each side is called on both, wherever it was read from. */
export interface FileNames {
  before(file: string): string;
  after(file: string): string;
}

/**
 * Which clusters of two sides are the same one. With one on each side those are; else the ones whose own files, those that
 * not all clusters have, are called the same.
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
  const taken = new Set<number>();
  const pairs = after.map((cluster, i): ClusterPair => {
    const scores = before.map((_, j) => taken.has(j) ? 0 : [...namesAfter[i]].filter(name => names[j].has(name)).length);
    const best = scores.indexOf(Math.max(...scores));
    if (!(scores[best] > 0)) { return { after: cluster }; }
    taken.add(best);
    return { before: before[best], after: cluster };
  });
  return [...pairs, ...before.filter((_, j) => !taken.has(j)).map(cluster => ({ before: cluster }))];
}

function ownFiles({ files }: ManifestSet, clusters: readonly ManifestSet[]): string[] {
  return clusters.length === 1 ? files : files.filter(file => !clusters.every(other => other.files.includes(file)));
}

/** All objects of some clusters, each once. */
export function objectsOf(clusters: readonly (ManifestSet | undefined)[]): ManifestObject[] {
  return [...new Set(clusters.flatMap(cluster => cluster?.objects ?? []))];
}
