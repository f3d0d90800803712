import { ObjectReference, secretKeyTarget, targetOf } from './reference';
import { listAt, ManifestObject, rootOf, stringAt } from '../../manifests';
import { configReferencesOf } from '../config/references';
import { anyPodSpecOf } from '../pod/pod-spec';

/** What pods need of other objects to be made, or to start. A ConfigMap or a Secret that stands there by itself is asked elsewhere. */
export function referencesOfPods(object: ManifestObject): ObjectReference[] {
  const pod = anyPodSpecOf(object);
  const { namespace } = object;
  const [priority, runtime] = ['priorityClassName', 'runtimeClassName'].map(field => stringAt(pod, [field]));
  return [
    ...priority ? [{ path: [...pod.path, 'priorityClassName'], target: targetOf('scheduling.k8s.io/PriorityClass', undefined, priority), loss: 'priority' as const }] : [],
    ...runtime ? [{ path: [...pod.path, 'runtimeClassName'], target: targetOf('node.k8s.io/RuntimeClass', undefined, runtime), loss: 'runtime' as const }] : [],
    ...pullSecrets(pod, namespace),
    ...listAt(pod, ['volumes']).flatMap(volume => {
      const path = ['csi', 'volumeAttributes', 'secretProviderClass'];
      const name = stringAt(volume, path);
      return name ? [{ path: [...volume.path, ...path], target: targetOf('secrets-store.csi.x-k8s.io/SecretProviderClass', namespace, name), loss: 'mount' as const }] : [];
    }),
    ...configReferencesOf(object).filter(({ kind, optional }) => kind === 'Secret' && !optional).flatMap(({ name, path, required }) => [
      { path, target: targetOf('/Secret', namespace, name), loss: 'secret' as const },
      ...required.map(({ key, path: at }) => ({ path: at, target: secretKeyTarget(namespace, name, key), loss: 'key' as const, within: targetOf('/Secret', namespace, name) })),
    ]),
    ...claims(object),
  ];
}

/** The Secrets that a ServiceAccount gives its pods to pull images with. */
export function referencesOfAccount({ json, namespace }: ManifestObject): ObjectReference[] {
  return pullSecrets(rootOf(json), namespace);
}

function pullSecrets(place: ReturnType<typeof rootOf>, namespace: string | undefined): ObjectReference[] {
  return listAt(place, ['imagePullSecrets']).flatMap(secret => {
    const name = stringAt(secret, ['name']);
    return name ? [{ path: [...secret.path, 'name'], target: targetOf('/Secret', namespace, name), loss: 'pull' as const }] : [];
  });
}

// A claim that is bound needs its class no longer; the members that are still to come do.
function claims(object: ManifestObject): ObjectReference[] {
  if (object.kind !== 'StatefulSet') { return []; }
  return listAt(rootOf(object.json), ['spec', 'volumeClaimTemplates']).flatMap(claim => {
    const path = ['spec', 'storageClassName'];
    const name = stringAt(claim, path);
    return name ? [{ path: [...claim.path, ...path], target: targetOf('storage.k8s.io/StorageClass', undefined, name), loss: 'claim' as const }] : [];
  });
}
