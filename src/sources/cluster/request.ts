import { groupOf, ManifestObject } from '../../manifests';

/**
 * The kinds that are read with a prune selector besides those of AFTER: what a service commonly consists of. Secrets are not
 * among them: a user that may list Secrets may read all of them.
 */
const COMMON_KINDS = [
  'Deployment.v1.apps', 'StatefulSet.v1.apps', 'DaemonSet.v1.apps', 'CronJob.v1.batch', 'Service.v1.', 'ConfigMap.v1.', 'ServiceAccount.v1.',
  'PersistentVolumeClaim.v1.', 'PodDisruptionBudget.v1.policy', 'HorizontalPodAutoscaler.v2.autoscaling', 'Ingress.v1.networking.k8s.io',
];

const KIND = /^[A-Za-z][A-Za-z0-9]*\.[a-z0-9]+\.[a-z0-9.-]*$/;

/** With a generated name, each apply creates a new object, so no cluster has it yet. */
export function withFixedNames(objects: readonly ManifestObject[]): ManifestObject[] {
  return objects.filter(({ name }) => !name.endsWith('*'));
}

/** The objects as `kubectl get --filename=-` takes them, with only the fields that identify them. */
export function requestFor(objects: readonly ManifestObject[]): string {
  const items = new Map(objects.map(({ apiVersion, kind, name, namespace }) => {
    const item = JSON.stringify({ apiVersion, kind, metadata: { name, namespace } });
    return [item, item];
  }));
  return `{"apiVersion":"v1","kind":"List","items":[${[...items.keys()].join(',')}]}`;
}

/** The kinds to read with a selector, as `kubectl get` takes them. */
export function prunedKinds(objects: readonly ManifestObject[], isKnown: (object: ManifestObject) => boolean): string[] {
  const kinds = objects.filter(isKnown).map(object => `${object.kind}.${object.apiVersion.split('/').pop()}.${groupOf(object)}`).filter(kind => KIND.test(kind));
  const groups = new Set(kinds.map(withoutVersion));
  return [...new Set([...kinds, ...COMMON_KINDS.filter(kind => !groups.has(withoutVersion(kind)))])];
}

function withoutVersion(kind: string): string {
  return kind.replace(/\.[^.]*\./, '.');
}
