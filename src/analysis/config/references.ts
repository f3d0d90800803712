import { booleanAt, groupOf, keyOf, keysAt, listAt, ManifestObject, mappingAt, Path, Place, rootOf, stringAt, Workload } from '../../manifests';
import { perCluster } from '../per-cluster';
import { perWorkload } from '../per-workload';
import { placeOf } from '../pod/containers';
import { podSpecOf } from '../pod/pod-spec';

export type ConfigKind = 'ConfigMap' | 'Secret';

/** Somewhere in a pod template where a ConfigMap or a Secret is used. */
export interface ConfigReference {
  readonly kind: ConfigKind;
  readonly name: string;
  /** Where the name stands. */
  readonly path: Path;
  readonly optional: boolean;
  /** Those that must be there. */
  readonly keys: { readonly key: string; readonly path: Path }[];
  /** Environment variables, and files mounted with a subPath, stay as they were when the container started; other files change while it runs. */
  readonly isFrozen: boolean;
}

/** All that the pods of a Deployment read from ConfigMaps and Secrets. */
export const configReferences = perWorkload((workload): ConfigReference[] => {
  const containers = [...workload.containers, ...workload.initContainers, ...workload.sidecars].map(container => placeOf(workload, container));
  return [...containers.flatMap(fromEnvironment), ...fromVolumes(podSpecOf(workload), containers)];
});

function fromEnvironment(container: Place): ConfigReference[] {
  const all = listAt(container, ['envFrom']).flatMap(from => [
    ...reference('ConfigMap', mappingAt(from, ['configMapRef']), 'name', true),
    ...reference('Secret', mappingAt(from, ['secretRef']), 'name', true),
  ]);
  const single = listAt(container, ['env']).map(variable => mappingAt(variable, ['valueFrom'])).flatMap(from => [
    ...reference('ConfigMap', mappingAt(from, ['configMapKeyRef']), 'name', true),
    ...reference('Secret', mappingAt(from, ['secretKeyRef']), 'name', true),
  ]);
  return [...all, ...single];
}

function fromVolumes(pod: Place, containers: Place[]): ConfigReference[] {
  const mounts = containers.flatMap(container => listAt(container, ['volumeMounts']))
    .map(mount => ({ volume: stringAt(mount, ['name']), isFrozen: Boolean(stringAt(mount, ['subPath']) || stringAt(mount, ['subPathExpr'])) }));
  const changing = new Set(mounts.filter(({ isFrozen }) => !isFrozen).map(({ volume }) => volume));
  return listAt(pod, ['volumes']).flatMap(volume => {
    const isFrozen = !changing.has(stringAt(volume, ['name']));
    return [
      ...reference('ConfigMap', mappingAt(volume, ['configMap']), 'name', isFrozen),
      ...reference('Secret', mappingAt(volume, ['secret']), 'secretName', isFrozen),
      ...listAt(volume, ['projected', 'sources']).flatMap(source => [
        ...reference('ConfigMap', mappingAt(source, ['configMap']), 'name', isFrozen),
        ...reference('Secret', mappingAt(source, ['secret']), 'name', isFrozen),
      ]),
    ];
  });
}

function reference(kind: ConfigKind, place: Place, nameField: string, isFrozen: boolean): ConfigReference[] {
  const name = stringAt(place, [nameField]);
  if (!name) { return []; }
  return [{
    kind,
    name,
    path: [...place.path, nameField],
    optional: booleanAt(place, ['optional']) ?? false,
    keys: [place, ...listAt(place, ['items'])].flatMap(from => {
      const key = stringAt(from, ['key']);
      return key ? [{ key, path: [...from.path, 'key'] }] : [];
    }),
    isFrozen,
  }];
}

/** A ConfigMap or a Secret that is in the files. */
export interface ConfigObject {
  readonly object: ManifestObject;
  readonly immutable: boolean;
  readonly keys: ReadonlySet<string>;
  /** Empty for a ConfigMap. */
  readonly type: string;
}

/** Finds what a reference means; undefined if it is not in the files. */
export const configFinder = perCluster(({ objects }) => {
  const found = new Map(objects.filter(isConfig).map(object => [keyOf(object.kind, object.namespace, object.name), configOf(object)]));
  return ({ namespace }: Workload, { kind, name }: Pick<ConfigReference, 'kind' | 'name'>): ConfigObject | undefined => found.get(keyOf(kind, namespace, name));
});

/** Whether an object is a ConfigMap or a Secret. */
export function isConfig(object: ManifestObject): boolean {
  return groupOf(object) === '' && ['ConfigMap', 'Secret'].includes(object.kind);
}

function configOf(object: ManifestObject): ConfigObject {
  const root = rootOf(object.json);
  return {
    object,
    immutable: booleanAt(root, ['immutable']) ?? false,
    keys: new Set(['data', 'stringData', 'binaryData'].flatMap(field => keysAt(root, [field]))),
    type: stringAt(root, ['type']) ?? '',
  };
}
