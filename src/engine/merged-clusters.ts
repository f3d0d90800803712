import { ManifestSet } from '../manifests';
import { Exception, Finding, HIDES_NOTHING, Judgement } from '../rules';

/** A cluster and what was found in it. */
export interface Judged extends Judgement {
  readonly name: string;
  readonly cluster: ManifestSet;
}

/** Findings, and in which clusters they were made, where not in all. */
export interface Merged<T> {
  readonly finding: T;
  readonly clusters?: readonly string[];
}

/** A name for each cluster: the files that are not in all of them. */
export function named(clusters: readonly ManifestSet[]): string[] {
  const owners = ownersOf(clusters);
  return clusters.map(({ files }) => {
    const own = files.filter(file => owners.get(file) !== clusters.length);
    const shown = own.slice(0, MOST_FILES).join(', ');
    return own.length > MOST_FILES ? `${shown} and ${own.length - MOST_FILES} more` : shown;
  });
}

const MOST_FILES = 2;

/** In how many clusters each file is. */
function ownersOf(clusters: readonly ManifestSet[]): Map<string, number> {
  const owners = new Map<string, number>();
  for (const { files } of clusters) {
    for (const file of files) { owners.set(file, (owners.get(file) ?? 0) + 1); }
  }
  return owners;
}

/** An object of a file that belongs to several clusters is reported once. */
export function merged(judged: readonly Judged[]): { readonly findings: Merged<Finding>[]; readonly exceptions: Merged<Exception>[] } {
  const findings = united(judged, ({ findings: found }) => found);
  const exceptions = united(judged, ({ exceptions: found }) => found);
  // An exception that is needed in one cluster is needed.
  return { findings: findings.filter(({ finding, clusters }) => finding.rule !== HIDES_NOTHING || clusters === undefined), exceptions };
}

function united<T extends Finding>(judged: readonly Judged[], of: (judgement: Judgement) => readonly T[]): Merged<T>[] {
  if (judged.length === 1) { return of(judged[0]).map(finding => ({ finding })); }
  const found = new Map<string, { readonly finding: T; readonly clusters: string[] }>();
  const ids = new Map<unknown, number>();
  for (const { name, ...judgement } of judged) {
    for (const finding of of(judgement)) {
      const { object, rule, path, message } = finding;
      if (!ids.has(object)) { ids.set(object, ids.size); }
      const key = JSON.stringify([ids.get(object), rule.id, path, message]);
      const known = found.get(key);
      if (known) { known.clusters.push(name); } else { found.set(key, { finding, clusters: [name] }); }
    }
  }
  const owners = ownersOf(judged.map(({ cluster }) => cluster));
  return [...found.values()].map(({ finding, clusters }) =>
    ({ finding, clusters: clusters.length === owners.get(finding.object.file) ? undefined : clusters }));
}
