import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ManifestObject, readText } from '../manifests';

/** The file that cdk8s writes beside its manifests if an app has validations, or `recordConstructMetadata`. */
const METADATA_FILE = 'construct-metadata.json';
const METADATA_VERSION = '1.0.0';
const LARGEST = 64 * 1024 * 1024;

type Paths = ReadonlyMap<string, string>;

/**
 * Finds the construct that wrote an object. cdk8s records it only by the object's name, and only the last of several objects
 * with the same name, so it is unclear which one is meant: then the construct is unknown.
 */
export function constructPaths(objects: readonly ManifestObject[]): (object: ManifestObject) => string | undefined {
  const known = new Map<string, Paths>();
  const pathsIn = (folder: string): Paths => {
    const paths = known.get(folder) ?? read(join(folder, METADATA_FILE));
    known.set(folder, paths);
    return paths;
  };
  let names: Map<string, number> | undefined;
  return ({ file, name }) => {
    const folder = dirname(file);
    // With a folder for each chart, the folder of the app is the one above.
    const path = pathsIn(folder).get(name) ?? pathsIn(dirname(folder)).get(name);
    names ??= countedNames(objects);
    return path !== undefined && names.get(name) === 1 ? path : undefined;
  };
}

function countedNames(objects: readonly ManifestObject[]): Map<string, number> {
  const names = new Map<string, number>();
  for (const { name } of objects) { names.set(name, (names.get(name) ?? 0) + 1); }
  return names;
}

/** Paths are for the reader's convenience: a missing or unexpected file is not an error. */
function read(file: string): Paths {
  try {
    // It may be a pipe, and reading it would block.
    const content = statSync(file).isFile() ? readText(file, LARGEST) : undefined;
    if (content === undefined || !('text' in content)) { return new Map(); }
    const { version, resources } = JSON.parse(content.text);
    if (version !== METADATA_VERSION) { return new Map(); }
    const entries = Object.entries(resources as Record<string, { path?: unknown } | null>);
    return new Map(entries.flatMap(([name, entry]) => typeof entry?.path === 'string' ? [[name, entry.path]] : []));
  } catch {
    return new Map();
  }
}
