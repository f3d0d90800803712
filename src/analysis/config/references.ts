import { addTo, booleanAt, listAt, ManifestObject, mappingAt, Path, FieldCursor, stringAt } from '../../manifests';
import { once } from '../memoize';
import { templateSpecOf } from '../pod/pod-spec';

export type ConfigKind = 'ConfigMap' | 'Secret' | 'PersistentVolumeClaim';

/** A place in a pod template that uses a ConfigMap, a Secret or a claim. */
export interface ConfigReference {
  readonly kind: ConfigKind;
  readonly name: string;
  /** The path of the name. */
  readonly path: Path;
  readonly optional: boolean;
  /** Environment variables, single files and all that init containers read are read at the start; directories change while a container runs. */
  readonly read: 'at start' | 'while running' | 'never';
  /** The keys that are read; undefined if all are. */
  readonly keys?: readonly string[];
  /** References without which a container does not start. */
  readonly required: readonly KeyReference[];
}

/** A key of a ConfigMap or a Secret, and the place in a pod template that names it. */
export interface KeyReference {
  readonly key: string;
  readonly path: Path;
}

/** All references of the pods of an object. */
export const configReferencesOf = once((object: ManifestObject): readonly ConfigReference[] =>
  referencesIn(templateSpecOf(object)));

function referencesIn(pod: FieldCursor): ConfigReference[] {
  if (pod.value === undefined) { return []; }
  const initContainers = listAt(pod, ['initContainers']);
  const containers = [...listAt(pod, ['containers']), ...initContainers];
  const ending = new Set(initContainers.filter(container => stringAt(container, ['restartPolicy']) !== 'Always'));
  const mounts = new Map<string, Mount[]>();
  for (const container of containers) {
    for (const place of listAt(container, ['volumeMounts'])) {
      addTo(mounts, stringAt(place, ['name']) ?? '', { place, ends: ending.has(container) });
    }
  }
  return [
    ...containers.flatMap(fromEnvironment),
    ...listAt(pod, ['volumes']).flatMap(volume => fromVolume(volume, mounts.get(stringAt(volume, ['name']) ?? '') ?? [])),
  ];
}

interface Mount {
  readonly place: FieldCursor;
  /** Whether the container ends before the pod serves, as init containers do. */
  readonly ends: boolean;
}

function fromEnvironment(container: FieldCursor): ConfigReference[] {
  const all = listAt(container, ['envFrom']).flatMap(from => [
    ...used('ConfigMap', mappingAt(from, ['configMapRef']), 'name', { read: 'at start', required: [] }),
    ...used('Secret', mappingAt(from, ['secretRef']), 'name', { read: 'at start', required: [] }),
  ]);
  const single = listAt(container, ['env']).map(variable => mappingAt(variable, ['valueFrom'])).flatMap(from => [
    ...oneKey('ConfigMap', mappingAt(from, ['configMapKeyRef'])),
    ...oneKey('Secret', mappingAt(from, ['secretKeyRef'])),
  ]);
  return [...all, ...single];
}

function oneKey(kind: ConfigKind, place: FieldCursor): ConfigReference[] {
  const required = keysIn([place]);
  return used(kind, place, 'name', { read: 'at start', keys: namesOf(required), required });
}

function fromVolume(volume: FieldCursor, mounts: Mount[]): ConfigReference[] {
  const claim = mappingAt(volume, ['persistentVolumeClaim']);
  return [
    ...used('PersistentVolumeClaim', claim, 'claimName', { read: 'never', keys: [], required: [] }),
    ...files('ConfigMap', mappingAt(volume, ['configMap']), 'name', mounts),
    ...files('Secret', mappingAt(volume, ['secret']), 'secretName', mounts),
    ...listAt(volume, ['projected', 'sources']).flatMap(source => [
      ...files('ConfigMap', mappingAt(source, ['configMap']), 'name', mounts),
      ...files('Secret', mappingAt(source, ['secret']), 'name', mounts),
    ]),
  ];
}

function files(kind: ConfigKind, source: FieldCursor, nameField: string, mounts: Mount[]): ConfigReference[] {
  const items = listAt(source, ['items']);
  const required = keysIn(items);
  if (mounts.length === 0) { return used(kind, source, nameField, { read: 'never', keys: [], required }); }
  return mounts.flatMap(({ place, ends }) => {
    const subPath = stringAt(place, ['subPath']);
    const isFrozen = ends || Boolean(subPath || stringAt(place, ['subPathExpr']));
    const keys = listKeysRead(subPath, items, required);
    return used(kind, source, nameField, { read: isFrozen ? 'at start' : 'while running', keys, required });
  });
}

// Without a list of items, all keys are files.
function listKeysRead(
  subPath: string | undefined,
  items: FieldCursor[],
  required: KeyReference[],
): string[] | undefined {
  if (subPath) { return [keyOfFile(subPath, items)]; }
  return items.length === 0 ? undefined : namesOf(required);
}

// A file may have another name than its key.
function keyOfFile(subPath: string, items: FieldCursor[]): string {
  const item = items.find(place => stringAt(place, ['path']) === subPath);
  return item && stringAt(item, ['key']) || subPath.split('/')[0];
}

function keysIn(places: FieldCursor[]): KeyReference[] {
  return places.flatMap(place => {
    const key = stringAt(place, ['key']);
    return key ? [{ key, path: [...place.path, 'key'] }] : [];
  });
}

function namesOf(references: readonly KeyReference[]): string[] {
  return references.map(({ key }) => key);
}

function used(kind: ConfigKind, place: FieldCursor, nameField: string, how: Pick<ConfigReference, 'read' | 'keys' | 'required'>): ConfigReference[] {
  const name = place.value === undefined ? undefined : stringAt(place, [nameField]);
  if (!name) { return []; }
  const optional = booleanAt(place, ['optional']) ?? false;
  return [{ kind, name, path: [...place.path, nameField], optional, ...how, required: optional ? [] : how.required }];
}
