import { ManifestObject } from '../../manifests';

type Placed = Pick<ManifestObject, 'namespace' | 'file'>;

/**
 * Tells which objects share a namespace with some that limit it: those that state the same one. `kubectl -n` and kustomize set the
 * namespace of a folder, so where an object states none, those of the nearest folder above it apply. Undefined where none of them does.
 */
export function scopesOf(limiting: readonly Placed[]): (object: Placed) => string | undefined {
  const known = new Set(limiting.map(({ namespace, file }) =>
    namespace === undefined ? inFolder(folderOf(file)) : named(namespace)));
  return ({ namespace, file }) => {
    if (namespace !== undefined) { return known.has(named(namespace)) ? named(namespace) : undefined; }
    let folder = folderOf(file);
    while (folder !== '' && !known.has(inFolder(folder))) { folder = folderOf(folder); }
    return known.has(inFolder(folder)) ? inFolder(folder) : undefined;
  };
}

const named = (namespace: string): string => `namespace ${namespace}`;
const inFolder = (folder: string): string => `folder ${folder}`;

function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}
