import { placeOf } from './containers';
import { podSpecOf } from './pod-spec';
import { Container, FieldCursor, keysAt, listAt, ManifestSet, mappingAt, Path, rootOf, stringAt, Workload } from '../../manifests';
import { ConfigObject, configFinder } from '../config/config-objects';
import { once, onceInCluster } from '../memoize';

/** An environment variable of a container. */
export interface Variable {
  /** Undefined if it is stated elsewhere, such as in a Secret. */
  readonly value?: string;
  /** The list in the manifest of the workload that sets it. */
  readonly path: Path;
}

/** The environment variables of a container, including those from ConfigMaps in the manifests, by their names. */
export function environmentOf(workload: Workload, container: Container, manifests: ManifestSet): ReadonlyMap<string, Variable> {
  return environments(workload, manifests)(container);
}

const environments = onceInCluster((workload: Workload, manifests) =>
  once((container: Container) => variablesOf(workload, container, manifests)));

function variablesOf(workload: Workload, container: Container, manifests: ManifestSet): ReadonlyMap<string, Variable> {
  const place = placeOf(workload, container);
  const find = configFinder(manifests);
  const variables = new Map<string, Variable>();
  for (const source of listAt(place, ['envFrom'])) {
    const prefix = stringAt(source, ['prefix']) ?? '';
    for (const kind of ['ConfigMap', 'Secret'] as const) {
      const found = find(workload, { kind, name: stringAt(source, [`${kind === 'Secret' ? 'secret' : 'configMap'}Ref`, 'name']) ?? '' });
      for (const key of found?.keys ?? []) { variables.set(`${prefix}${key}`, { value: found && textIn(found, key), path: [...container.path, 'envFrom'] }); }
    }
  }
  for (const variable of listAt(place, ['env'])) {
    const value = stringAt(variable, ['value']) ?? referred(variable);
    variables.set(stringAt(variable, ['name']) ?? '', { value, path: [...container.path, 'env'] });
  }
  return variables;

  function referred(variable: FieldCursor): string | undefined {
    const reference = mappingAt(variable, ['valueFrom', 'configMapKeyRef']);
    const found = find(workload, { kind: 'ConfigMap', name: stringAt(reference, ['name']) ?? '' });
    return found && textIn(found, stringAt(reference, ['key']) ?? '');
  }
}

// The content of a Secret in manifests is often a placeholder.
function textIn({ object }: ConfigObject, key: string): string | undefined {
  return object.kind === 'ConfigMap' ? stringAt(rootOf(object.json), ['data', key]) : undefined;
}

/** The files that a container mounts from ConfigMaps in the manifests, by file name. */
export function mountedFiles(workload: Workload, container: Container, manifests: ManifestSet): ReadonlyMap<string, string> {
  const find = configFinder(manifests);
  const mounted = new Set(listAt(placeOf(workload, container), ['volumeMounts']).map(mount => stringAt(mount, ['name'])));
  const files = new Map<string, string>();
  for (const volume of listAt(podSpecOf(workload), ['volumes']).filter(each => mounted.has(stringAt(each, ['name'])))) {
    const found = find(workload, { kind: 'ConfigMap', name: stringAt(volume, ['configMap', 'name']) ?? '' });
    const renamed = new Map(listAt(volume, ['configMap', 'items']).map(item => [stringAt(item, ['key']) ?? '', stringAt(item, ['path']) ?? '']));
    for (const key of found ? keysAt(rootOf(found.object.json), ['data']) : []) {
      if (renamed.size > 0 && !renamed.has(key)) { continue; }
      files.set((renamed.get(key) ?? key).split('/').pop()!, textIn(found!, key) ?? '');
    }
  }
  return files;
}
