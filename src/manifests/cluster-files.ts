import { groupedBy } from './groups';
import { InputProblem } from './input-problem';
import { isSameJson } from './json';
import { identityOf, ManifestObject } from './manifest-object';
import { shorten, show } from '../text';

/** The objects of one file, as `kubectl apply` would leave them. */
export interface FileObjects {
  readonly file: string;
  readonly objects: ManifestObject[];
}

/**
 * Groups objects by file, in the order of their paths. Of two with the same identity in one file the later wins, as
 * with `kubectl apply`, and is reported unless it is the same word for word.
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
    if (earlier && !isSameJson(earlier.json, object.json)) { problems.push(repeated(object, earlier)); }
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
    message: `${shorten(kind)} ${show(name)} is in this file twice, first on line ${earlier.lineOf()}: only this one counts. Remove or rename one.`,
  };
}

/**
 * Which files belong to the same cluster. Files with different versions of an object, such as `dev.k8s.yaml` and `prod.k8s.yaml`, do
 * not: each of them joins the first cluster without a contradiction. Files that contradict no other belong to all clusters.
 */
export function clusterFiles(files: readonly FileObjects[]): FileObjects[][] {
  const known = groupedBy(files.flatMap(({ objects }) => objects), object => [identityOf(object) ?? '']);
  const varied = new Set([...known]
    .filter(([identity, [first, ...others]]) => identity !== '' && others.some(other => !isSameJson(first.json, other.json)))
    .map(([identity]) => identity));
  const own = new Map(files.map(file => [file, variedObjects(file, varied)]));

  const clusters: { readonly files: Set<FileObjects>; readonly taken: Map<string, ManifestObject> }[] = [];
  for (const [file, objects] of own) {
    if (objects.size === 0) { continue; }
    let cluster = clusters.find(({ taken }) => !contradicts(objects, taken));
    if (!cluster) {
      cluster = { files: new Set(), taken: new Map() };
      clusters.push(cluster);
    }
    cluster.files.add(file);
    for (const [identity, object] of objects) { cluster.taken.set(identity, object); }
  }
  if (clusters.length === 0) { return files.length === 0 ? [] : [[...files]]; }
  return clusters.map(cluster => files.filter(file => cluster.files.has(file) || own.get(file)!.size === 0));
}

/** All objects of files, those that several files repeat word for word once. */
export function objectsOfFiles(files: readonly FileObjects[]): ManifestObject[] {
  const seen = new Set<string>();
  return files.flatMap(({ objects }) => objects).filter(object => {
    const identity = identityOf(object);
    return identity === undefined || (!seen.has(identity) && seen.add(identity));
  });
}

/** The objects that another file has in a different version. */
function variedObjects({ objects }: FileObjects, varied: ReadonlySet<string>): Map<string, ManifestObject> {
  return new Map(objects.flatMap((object): [string, ManifestObject][] => {
    const identity = identityOf(object);
    return identity !== undefined && varied.has(identity) ? [[identity, object]] : [];
  }));
}

function contradicts(objects: ReadonlyMap<string, ManifestObject>, taken: ReadonlyMap<string, ManifestObject>): boolean {
  return [...objects].some(([identity, { json }]) => taken.has(identity) && !isSameJson(json, taken.get(identity)!.json));
}
