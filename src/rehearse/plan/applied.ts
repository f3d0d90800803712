import { ClusterState, LeftOut } from './plan';
import { groupOf, isMapping, ManifestObject } from '../../manifests';
import { shorten } from '../../text';
import { scopeKey } from '../api-resources';

/** What of the manifests is applied, and what is not. */
export interface Applied {
  readonly objects: ManifestObject[];
  readonly leftOut: LeftOut[];
  /** The Namespace that is rehearsed in, if it is among the manifests. */
  readonly namespaceObject?: ManifestObject;
}

/** Only what belongs to the namespace, and can be put back. */
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

/** The objects that say another namespace. */
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
      return `${called} belongs to the whole cluster, which has it already, so it is not applied.`;
    }
    const state = found ? 'has another one of this name' : 'does not have it';
    return `${called} belongs to the whole cluster, which ${state}, and is not applied. Apply it before, if the pods need it.`;
  }
  if (object.namespace !== undefined && object.namespace !== namespace) { return `${called} is of namespace ${shorten(object.namespace)}.`; }
  if (object.annotations['helm.sh/hook'] !== undefined) { return `${called} is a hook of Helm, and is not run.`; }
  if (object.name.endsWith('*')) { return `${called} gets another name each time that it is created, and is not created.`; }
  if (object.kind === 'Job' && groupOf(object) === 'batch') { return `${called} would do its work once more, and is not run.`; }
  return undefined;
}

function isNamespace(object: ManifestObject): boolean {
  return object.kind === 'Namespace' && groupOf(object) === '';
}

function withoutMetadata(json: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(Object.entries(json).filter(([key]) => !['metadata', 'apiVersion', 'status'].includes(key)));
}

/** Whether a cluster has all that is written, beside what it adds by itself. */
function isContained(written: unknown, live: unknown): boolean {
  if (Array.isArray(written)) {
    return Array.isArray(live) && written.length === live.length && written.every((each, i) => isContained(each, live[i]));
  }
  if (isMapping(written)) {
    return isMapping(live) && Object.entries(written).every(([key, value]) => isContained(value, live[key]));
  }
  return (written ?? undefined) === (live ?? undefined);
}
