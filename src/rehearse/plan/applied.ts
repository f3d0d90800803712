import { ClusterState, LeftOut } from './plan';
import { groupOf, isMapping, ManifestObject } from '../../manifests';
import { shorten } from '../../text';
import { scopeKey } from '../api-resources';

/** The manifests that are applied, and those that are not. */
export interface Applied {
  readonly objects: ManifestObject[];
  readonly leftOut: LeftOut[];
  /** The Namespace of the rehearsal, if it is among the manifests. */
  readonly namespaceObject?: ManifestObject;
}

/** Only objects that belong to the namespace and can be restored. */
export function appliedOf(objects: readonly ManifestObject[], namespace: string, { clusterScoped, live }: ClusterState): Applied {
  const left = objects.map((object): LeftOut | undefined => {
    const why = whyNot(object, namespace, clusterScoped, live);
    return why === undefined ? undefined : { object, why };
  });
  const namespaceObject = objects.find(object => isNamespace(object) && object.name === namespace);
  return {
    objects: objects.filter((object, i) => left[i] === undefined && object !== namespaceObject),
    leftOut: left.filter(each => each !== undefined && each.object !== namespaceObject) as LeftOut[],
    namespaceObject,
  };
}

/** The objects that state another namespace. */
export function elsewhere(
  objects: readonly ManifestObject[], namespace: string, { clusterScoped }: ClusterState,
): ManifestObject[] {
  const isElsewhere = (object: ManifestObject): boolean => object.namespace !== undefined && object.namespace !== namespace;
  return objects.filter(object => isElsewhere(object) && !clusterScoped.has(scopeKey(object)));
}

function whyNot(
  object: ManifestObject, namespace: string, clusterScoped: ReadonlySet<string>, live: readonly ManifestObject[],
): string | undefined {
  const called = `${object.kind} ${shorten(object.name)}`;
  if (clusterScoped.has(scopeKey(object))) {
    const found = live.find(each => scopeKey(each) === scopeKey(object) && each.name === object.name);
    if (found && isContained(withoutMetadata(object.json), found.json)) {
      return `${called} is cluster-scoped and already exists, so it is not applied.`;
    }
    const state = found ? 'exists with other content' : 'does not exist';
    return `${called} is cluster-scoped, ${state}, and is not applied. Apply it before, if the pods need it.`;
  }
  if (object.namespace !== undefined && object.namespace !== namespace) { return `${called} is in namespace ${shorten(object.namespace)}.`; }
  if (object.annotations['helm.sh/hook'] !== undefined) { return `${called} is a Helm hook, and is not run.`; }
  if (object.name.endsWith('*')) { return `${called} gets a new name each time it is created, so it is not created.`; }
  if (object.kind === 'Job' && groupOf(object) === 'batch') { return `${called} would repeat its work, so it is not run.`; }
  return undefined;
}

function isNamespace(object: ManifestObject): boolean {
  return object.kind === 'Namespace' && groupOf(object) === '';
}

function withoutMetadata(json: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(Object.entries(json).filter(([key]) => !['metadata', 'apiVersion', 'status'].includes(key)));
}

/** Whether a live object has all written fields; it may have more. */
function isContained(written: unknown, live: unknown): boolean {
  if (Array.isArray(written)) {
    return Array.isArray(live) && written.length === live.length && written.every((each, i) => isContained(each, live[i]));
  }
  if (isMapping(written)) {
    return isMapping(live) && Object.entries(written).every(([key, value]) => isContained(value, live[key]));
  }
  return (written ?? undefined) === (live ?? undefined);
}
