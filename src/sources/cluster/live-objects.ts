import { groupOf, ManifestObject, isMapping } from '../../manifests';

/** An object as the cluster has it. */
export interface LiveObject {
  readonly json: Readonly<Record<string, unknown>>;
  readonly object: ManifestObject;
  readonly uid: unknown;
  /** Whether a controller in the cluster creates it, and would create it again. */
  readonly isControlled: boolean;
  /** The namespace in the manifests; undefined where they leave it to the context. */
  readonly namespace?: string;
  /** The same object after the release; undefined if the release does not have it. */
  readonly asked?: ManifestObject;
}

export function liveObjects(objects: readonly ManifestObject[]): LiveObject[] {
  return objects.map(object => {
    const metadata = isMapping(object.json.metadata) ? object.json.metadata : {};
    const owners = Array.isArray(metadata.ownerReferences) ? metadata.ownerReferences : [];
    const isControlled = owners.some(owner => isMapping(owner) && owner.controller === true);
    return { json: object.json, object, uid: metadata.uid, isControlled, namespace: object.namespace };
  });
}

/** The live object for each requested one: those that do not state a namespace may be in any, and are matched last. */
export function matchLiveObjects(found: readonly LiveObject[], asked: readonly ManifestObject[]): LiveObject[] {
  const left = new Map<string, LiveObject[]>();
  for (const each of found) { left.set(key(each.object), [...left.get(key(each.object)) ?? [], each]); }
  const take = (object: ManifestObject, fits: (each: LiveObject) => boolean): LiveObject[] => {
    const candidates = left.get(key(object)) ?? [];
    const at = candidates.findIndex(fits);
    return at < 0 ? [] : candidates.splice(at, 1).map(each => ({ ...each, namespace: object.namespace, asked: object }));
  };
  const exact = asked.flatMap(object => take(object, each => each.object.namespace === object.namespace));
  const taken = new Set(exact.map(each => each.asked));
  // A cluster-scoped object is found even if its manifest states a namespace.
  const loose = asked.filter(object => !taken.has(object)).flatMap(object =>
    take(object, each => object.namespace === undefined || each.object.namespace === undefined));
  return [...exact, ...loose];
}

function key(object: ManifestObject): string {
  return JSON.stringify([groupOf(object), object.kind, object.name]);
}
