import {
  addTo, groupedBy, groupOf, keyOf, LabelSelector, listAt, ManifestObject, ManifestSet, numberAt, PodOwner, rootOf, selectorAt,
  Service, stringAt, stringsAt,
} from '../../manifests';
import { once, perCluster } from '../memoize';
import { imageParts } from '../pod/image-reference';
import { POD_SPEC } from '../pod/pod-spec';
import { workloadsByObject } from '../workloads';

const CONTROLLERS = new Set([
  'apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet', 'extensions/Deployment', 'extensions/DaemonSet', 'extensions/ReplicaSet',
  '/ReplicationController', 'argoproj.io/Rollout', 'apps.openshift.io/DeploymentConfig', 'apps.kruise.io/CloneSet',
]);

/** Whether an object keeps pods running: a Deployment, a StatefulSet, a DaemonSet, a Rollout … */
export function isController(object: ManifestObject): boolean {
  return CONTROLLERS.has(`${groupOf(object)}/${object.kind}`);
}

/** Whether an object is a Pod that no controller, operator or Helm hook creates, so that none replaces it. */
export function isBarePod(object: ManifestObject): boolean {
  return object.kind === 'Pod' && groupOf(object) === '' && !isMade(object)
    && !Object.keys(object.annotations).some(key => key.startsWith('helm.sh/hook'));
}

/** Whether a controller created an object, as `kubectl get` shows the ReplicaSets and Pods of a Deployment. */
export function isMade({ json }: ManifestObject): boolean {
  return listAt(rootOf(json), ['metadata', 'ownerReferences']).length > 0;
}

/** The pods of each object that creates pods. */
export const podsBy = perCluster(({ podOwners }) =>
  new Map<ManifestObject, PodOwner>(podOwners.map(pods => [pods.object, pods])));

/** The Services that select the pods of an object. */
export const servicesBy = perCluster(({ services, selected }) => {
  const found = new Map<ManifestObject, Service[]>();
  for (const service of services) {
    for (const { object } of selected.get(service.object) ?? []) { addTo(found, object, service); }
  }
  return found;
});

/** The Services and budgets that select the pods of an object. */
export const selectingBy = perCluster(({ services, budgets, selected }): ReadonlyMap<ManifestObject, ManifestObject[]> =>
  groupedBy([...services, ...budgets].map(({ object }) => object), by => new Set(selected.get(by)!.map(({ object }) => object))));

const autoscaled = perCluster(({ autoscalers }) =>
  new Set(autoscalers.map(({ object, target }) => keyOf(object.namespace, target.kind, target.name))));

/** Whether an object may have pods: one that is scaled to 0 has none. */
export function hasPods(manifests: ManifestSet, object: ManifestObject): boolean {
  return numberAt(rootOf(object.json), ['spec', 'replicas']) !== 0 || autoscaled(manifests).has(keyOf(object.namespace, object.kind, object.name));
}

/** The repositories of its images, in alphabetical order. */
export const imagesOf = once(({ json }: ManifestObject): readonly string[] => {
  const images = listAt(rootOf(json), [...POD_SPEC, 'containers']).map(container => imageParts(stringAt(container, ['image']) ?? '').repository);
  return [...new Set(images.filter(image => image !== ''))].sort();
});

/** The commands and arguments of its containers. */
export function commandsOf({ json }: ManifestObject): string {
  return JSON.stringify(listAt(rootOf(json), [...POD_SPEC, 'containers']).map(container => [stringsAt(container, ['command']), stringsAt(container, ['args'])]));
}

/** The number of pods that it requests. */
export function replicasOf(manifests: ManifestSet, object: ManifestObject): number {
  return workloadsByObject(manifests).get(object)?.replicas.min ?? numberAt(rootOf(object.json), ['spec', 'replicas']) ?? 1;
}

export function selectorOf({ json }: ManifestObject): LabelSelector | undefined {
  return selectorAt(rootOf(json), ['spec', 'selector']);
}
