import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { groupedBy, intentOf, isSameJson, ManifestObject, readText } from '../manifests';

/** The file that cdk8s writes beside its manifests if an app has validations, or `recordConstructMetadata`. */
const METADATA_FILE = 'construct-metadata.json';
const METADATA_VERSION = '1.0.0';
const LARGEST = 64 * 1024 * 1024;

type Paths = ReadonlyMap<string, string>;

/**
 * Finds the construct that wrote an object. cdk8s records it by the object's name only, and of several objects with one name
 * only the last. The construct is then unknown, unless one construct of this library wrote all of them.
 */
export function constructPaths(objects: readonly ManifestObject[]): (object: ManifestObject) => string | undefined {
  const known = new Map<string, Paths>();
  const pathsIn = (folder: string): Paths => {
    const paths = known.get(folder) ?? read(join(folder, METADATA_FILE));
    known.set(folder, paths);
    return paths;
  };
  let names: ReadonlyMap<string, readonly ManifestObject[]> | undefined;
  return object => {
    const { file, name } = object;
    const folder = dirname(file);
    // With a folder for each chart, the folder of the app is the one above.
    const path = pathsIn(folder).get(name) ?? pathsIn(dirname(folder)).get(name);
    if (path === undefined) { return undefined; }
    names ??= groupedBy(objects, each => [each.name]);
    const called = names.get(name) ?? [];
    if (called.length === 1) { return path; }
    return areOfOneConstruct(called) ? withoutPart(path) : undefined;
  };
}

/**
 * Whether one construct of this library wrote all these objects with one name: a Deployment and the objects beside it. The
 * construct is then the same, whichever object cdk8s recorded.
 */
function areOfOneConstruct(objects: readonly ManifestObject[]): boolean {
  const workload = objects.find(({ kind }) => kind === 'Deployment');
  return workload !== undefined && new Set(objects.map(({ kind }) => kind)).size === objects.length
    && intentOf(workload).startupTime !== undefined
    && objects.every(({ namespace, labels }) => namespace === workload.namespace && isSameJson(labels, workload.labels));
}

/** The path of a construct of this library, from the path of one of its parts. */
export function withoutPart(path: string): string {
  return path.replace(/\/(?:Deployment|Service|DisruptionBudget|Autoscaler|ScaledObject)(?:\/[^/]+)?$/, '');
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
