import { ObjectReference, secretKeyTarget, targetOf } from './reference';
import { listAt, ManifestObject, rootOf, stringAt } from '../../manifests';
import { configReferencesOf } from '../config/references';
import { anyPodSpecOf } from '../pod/pod-spec';

/** Objects that pods need to be created or to start. ConfigMaps and Secrets of the pod template itself are handled elsewhere. */
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

/** The Secrets with which the pods of a ServiceAccount pull images. */
export function referencesOfAccount({ json, namespace }: ManifestObject): ObjectReference[] {
  return pullSecrets(rootOf(json), namespace);
}

function pullSecrets(place: ReturnType<typeof rootOf>, namespace: string | undefined): ObjectReference[] {
  return listAt(place, ['imagePullSecrets']).flatMap(secret => {
    const name = stringAt(secret, ['name']);
    return name ? [{ path: [...secret.path, 'name'], target: targetOf('/Secret', namespace, name), loss: 'pull' as const }] : [];
  });
}

// A bound claim no longer needs its class, but those of future members do.
function claims(object: ManifestObject): ObjectReference[] {
  if (object.kind !== 'StatefulSet') { return []; }
  return listAt(rootOf(object.json), ['spec', 'volumeClaimTemplates']).flatMap(claim => {
    const path = ['spec', 'storageClassName'];
    const name = stringAt(claim, path);
    return name ? [{ path: [...claim.path, ...path], target: targetOf('storage.k8s.io/StorageClass', undefined, name), loss: 'claim' as const }] : [];
  });
}
