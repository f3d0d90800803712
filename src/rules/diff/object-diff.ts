import { groupedBy, groupOf, keyOf, ManifestObject } from '../../manifests';

/** An object that an update keeps, before and after. */
export interface Change<T> {
  readonly before: T;
  readonly after: T;
}

/** The objects that an update keeps, adds and removes. */
export interface ObjectDiff<T> {
  readonly kept: Change<T>[];
  readonly added: T[];
  readonly removed: T[];
}

/** Pairs the objects that are the same one for a cluster. */
export function diffObjects(before: readonly ManifestObject[], after: readonly ManifestObject[]): ObjectDiff<ManifestObject> {
  const literal = matchBy(
    withFixedNames(before),
    withFixedNames(after),
    object => key(object, groupOf(object), object.namespace),
  );
  const moved = matchBy(literal.removed, literal.added, object => key(object, knownGroup(object), object.namespace));
  // Where only one side states the namespace, the other was most likely always applied to the same one.
  const loose = matchBy(
    moved.removed,
    moved.added,
    object => key(object, knownGroup(object), undefined),
    ({ before: one, after: other }) => one.namespace === undefined || other.namespace === undefined,
  );
  return { kept: [...literal.kept, ...moved.kept, ...loose.kept], added: loose.added, removed: loose.removed };
}

/** The views of objects, paired like the objects. */
export function diffViews<T extends { readonly object: ManifestObject }>(
  { kept, added, removed }: ObjectDiff<ManifestObject>, before: readonly T[], after: readonly T[],
): ObjectDiff<T> {
  const old = new Map(before.map(view => [view.object, view]));
  const now = new Map(after.map(view => [view.object, view]));
  const seen = <V>(values: (V | undefined)[]): V[] => values.filter(value => value !== undefined);
  return {
    kept: kept.flatMap(pair => old.has(pair.before) && now.has(pair.after)
      ? [{ before: old.get(pair.before)!, after: now.get(pair.after)! }]
      : []),
    added: seen(added.map(object => now.get(object))),
    removed: seen(removed.map(object => old.get(object))),
  };
}

function matchBy(
  before: readonly ManifestObject[], after: readonly ManifestObject[], identify: (object: ManifestObject) => string,
  fits: (pair: Change<ManifestObject>) => boolean = () => true,
): ObjectDiff<ManifestObject> {
  const [old, now] = [before, after].map(objects => groupedBy(objects, object => [identify(object)]));
  const kept: Change<ManifestObject>[] = [];
  const found = new Set<ManifestObject>();
  for (const [identity, [object, ...others]] of now) {
    const [only, ...more] = old.get(identity) ?? [];
    // Among several, the intended one is not known.
    if (!only || more.length > 0 || others.length > 0 || !fits({ before: only, after: object })) { continue; }
    kept.push({ before: only, after: object });
    found.add(only).add(object);
  }
  return { kept, added: after.filter(object => !found.has(object)), removed: before.filter(object => !found.has(object)) };
}

// With generateName, each apply creates another object.
function withFixedNames(objects: readonly ManifestObject[]): ManifestObject[] {
  return objects.filter(({ name }) => !name.endsWith('*'));
}

/** Kinds that moved to another API group; the cluster serves them in both. */
const MOVED: { readonly [kind: string]: string } = {
  'extensions/Deployment': 'apps',
  'extensions/DaemonSet': 'apps',
  'extensions/ReplicaSet': 'apps',
  'extensions/Ingress': 'networking.k8s.io',
  'extensions/NetworkPolicy': 'networking.k8s.io',
};

function knownGroup(object: ManifestObject): string {
  const group = groupOf(object);
  return MOVED[`${group}/${object.kind}`] ?? group;
}

function key({ kind, name }: ManifestObject, group: string, namespace: string | undefined): string {
  return keyOf(group, kind, namespace, name);
}
