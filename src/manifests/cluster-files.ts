import { groupedBy } from './groups';
import { InputProblem } from './input-problem';
import { identityOf, ManifestObject } from './manifest-object';
import { shorten, show } from '../text';

/** The objects of one file, as `kubectl apply` would leave them. */
export interface FileObjects {
  readonly file: string;
  readonly objects: ManifestObject[];
}

/**
 * Groups objects by file, in the order of their paths. Of two with the same identity in one file the later wins, as
 * with `kubectl apply`, and is reported.
 */
export function filesOf(
  objects: readonly ManifestObject[],
): { readonly files: FileObjects[]; readonly problems: InputProblem[] } {
  const problems: InputProblem[] = [];
  const files = [...groupedBy(objects, ({ file }) => [file])]
    .map(([file, all]) => ({ file, objects: withoutRepeats(all, problems) }));
  return { files: files.sort((one, other) => one.file < other.file ? -1 : 1), problems };
}

function withoutRepeats(objects: ManifestObject[], problems: InputProblem[]): ManifestObject[] {
  const last = new Map<string, ManifestObject>();
  for (const object of objects) {
    const identity = identityOf(object);
    const earlier = identity === undefined ? undefined : last.get(identity);
    if (earlier) { problems.push(repeated(object, earlier)); }
    if (identity !== undefined) { last.set(identity, object); }
  }
  return objects.filter(object => {
    const identity = identityOf(object);
    return identity === undefined || last.get(identity) === object;
  });
}

function repeated(object: ManifestObject, earlier: ManifestObject): InputProblem {
  const { file, kind, name } = object;
  return {
    level: 'warning',
    file,
    line: object.lineOf(),
    message: `${shorten(kind)} ${show(name)} stands in this file twice, first on line ${earlier.lineOf()}: only this one counts. Remove or rename one.`,
  };
}

/**
 * Which files go to the same cluster. Files that repeat an identity, such as `dev.k8s.yaml` and `prod.k8s.yaml`, do
 * not: each of them joins the first cluster in which it repeats nothing. Files that repeat nothing belong to all.
 */
export function clusterFiles(files: readonly FileObjects[]): FileObjects[][] {
  const owners = new Map<string, number>();
  const identities = new Map(files.map(file => [file, identitiesOf(file)]));
  for (const identity of [...identities.values()].flat()) { owners.set(identity, (owners.get(identity) ?? 0) + 1); }
  const shared = new Set(files.filter(file => identities.get(file)!.every(identity => owners.get(identity) === 1)));

  const clusters: { readonly files: Set<FileObjects>; readonly taken: Set<string> }[] = [];
  for (const file of files.filter(each => !shared.has(each))) {
    const own = identities.get(file)!;
    let cluster = clusters.find(({ taken }) => !own.some(identity => taken.has(identity)));
    if (!cluster) {
      cluster = { files: new Set(), taken: new Set() };
      clusters.push(cluster);
    }
    cluster.files.add(file);
    for (const identity of own) { cluster.taken.add(identity); }
  }
  if (clusters.length === 0) { return files.length === 0 ? [] : [[...files]]; }
  return clusters.map(cluster => files.filter(file => cluster.files.has(file) || shared.has(file)));
}

function identitiesOf({ objects }: FileObjects): string[] {
  return objects.map(identityOf).filter(identity => identity !== undefined);
}
