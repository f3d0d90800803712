import { placeOf } from './containers';
import { podSpecOf } from './pod-spec';
import { Container, FieldCursor, keysAt, listAt, ManifestSet, rootOf, stringAt, Workload } from '../../manifests';
import { ConfigObject, configFinder, textIn } from '../config/config-objects';
import { once } from '../memoize';

/** By file name. */
export type MountedFiles = ReadonlyMap<string, string>;

/** The files that a container mounts from ConfigMaps in the manifests. */
export function mountedFiles(workload: Workload, container: Container, manifests: ManifestSet): MountedFiles {
  const find = configFinder(manifests);
  const mounted = new Set(listAt(placeOf(workload, container), ['volumeMounts']).map(mount => stringAt(mount, ['name'])));
  const volumes = listAt(podSpecOf(workload), ['volumes']).filter(each => mounted.has(stringAt(each, ['name'])));
  const [first, ...others] = volumes.flatMap(volume => {
    const found = find(workload, { kind: 'ConfigMap', name: stringAt(volume, ['configMap', 'name']) ?? '' });
    return found ? [filesIn(found, listAt(volume, ['configMap', 'items']))] : [];
  });
  if (first === undefined) { return new Map(); }
  return others.length === 0 ? first : new Map([first, ...others].flatMap(files => [...files]));
}

function filesIn(config: ConfigObject, items: readonly FieldCursor[]): MountedFiles {
  if (items.length === 0) { return allFiles(config); }
  const renamed = new Map(items.map(item => [stringAt(item, ['key']) ?? '', stringAt(item, ['path']) ?? '']));
  return named(config, keysOf(config).filter(key => renamed.has(key)), key => renamed.get(key)!);
}

/** A thousand containers mount one ConfigMap as it is. */
const allFiles = once((config: ConfigObject): MountedFiles => named(config, keysOf(config), key => key));

function keysOf({ object }: ConfigObject): readonly string[] {
  return keysAt(rootOf(object.json), ['data']);
}

function named(config: ConfigObject, keys: readonly string[], pathOf: (key: string) => string): MountedFiles {
  return new Map(keys.map(key => [pathOf(key).split('/').pop()!, textIn(config, key) ?? '']));
}
