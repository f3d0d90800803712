import { Finding, Findings } from '../rules';
import { HIDES_NOTHING } from '../rules/acknowledgement-rules';

/** A cluster and what was found in it. */
export interface JudgedCluster extends Findings {
  readonly name: string;
  /** The objects that are applied there. */
  readonly files: readonly string[];
}

/** Findings, each with the clusters that it applies to, unless these are all that have its file. */
export type MergedFindings = ReadonlyMap<Finding, readonly string[] | undefined>;

/** A name for each cluster: its files that are not in all clusters. */
export function nameClusters(clusters: readonly { readonly files: readonly string[] }[]): string[] {
  const counts = countFiles(clusters);
  return clusters.map(({ files }) => {
    const own = files.filter(file => counts.get(file) !== clusters.length);
    const shown = own.slice(0, MOST_FILES).join(', ');
    return own.length > MOST_FILES ? `${shown} and ${own.length - MOST_FILES} more` : shown;
  });
}

const MOST_FILES = 2;

/** An object in a file of several clusters is reported once. */
export function mergeClusters(judged: readonly JudgedCluster[]): { readonly [list in keyof Findings]: MergedFindings } {
  const merged = mergeFindings(judged, ({ findings }) => findings);
  // An acknowledgement that one cluster needs is not superfluous.
  const findings = new Map([...merged].filter(([{ rule }, clusters]) => rule !== HIDES_NOTHING || clusters === undefined));
  return { findings, acknowledged: mergeFindings(judged, ({ acknowledged }) => acknowledged) };
}

function mergeFindings(judged: readonly JudgedCluster[], of: (found: Findings) => readonly Finding[]): MergedFindings {
  if (judged.length === 1) { return new Map(of(judged[0]).map(finding => [finding, undefined])); }
  const found = new Map<string, { readonly finding: Finding; readonly clusters: string[] }>();
  const ids = new Map<unknown, number>();
  for (const cluster of judged) {
    for (const finding of of(cluster)) {
      const { object, rule, path, message } = finding;
      if (!ids.has(object)) { ids.set(object, ids.size); }
      const key = JSON.stringify([ids.get(object), rule.id, path, message]);
      const known = found.get(key);
      if (known) { known.clusters.push(cluster.name); } else { found.set(key, { finding, clusters: [cluster.name] }); }
    }
  }
  const counts = countFiles(judged);
  return new Map([...found.values()].map(({ finding, clusters }) =>
    [finding, clusters.length === counts.get(finding.object.file) ? undefined : clusters]));
}

/** The number of clusters of each file. */
function countFiles(clusters: readonly { readonly files: readonly string[] }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { files } of clusters) {
    for (const file of files) { counts.set(file, (counts.get(file) ?? 0) + 1); }
  }
  return counts;
}
