import { isClaim } from './replacement-matchers';
import { perCluster } from '../../../analysis/memoize';
import { anyPodSpecOf } from '../../../analysis/pod/pod-spec';
import { booleanAt, keyOf, listAt, ManifestObject, ManifestSet, numberAt, rootOf, Service, stringAt, stringsAt } from '../../../manifests';
import { shorten } from '../../../text';
import { perUpdate, Update } from '../update';

/** Why two controllers cannot run at the same time, as the end of a sentence; undefined if they can. */
export function whyNotBeside(before: ManifestObject, after: ManifestObject, manifests: ManifestSet): string | undefined {
  const root = rootOf(before.json);
  if (listAt(root, ['spec', 'volumeClaimTemplates']).length > 0) { return 'its volumes belong to its name, and pods of another name get new, empty ones'; }
  if (stringAt(root, ['spec', 'strategy', 'type']) === 'Recreate') { return 'its strategy is Recreate, so old and new pods must not run at the same time'; }
  if (hostPorts(before) && hostPorts(after)) { return 'its pods use host ports, so old and new ones cannot run on the same node'; }
  const claim = claimsOf(before).find(name => claimsOf(after).includes(name) && !isShared(manifests, before.namespace, name));
  return claim === undefined ? undefined : `the volume of PersistentVolumeClaim ${shorten(claim)} can be attached to only one node at a time`;
}

function hostPorts(object: ManifestObject): boolean {
  const spec = anyPodSpecOf(object);
  return booleanAt(spec, ['hostNetwork']) === true
    || listAt(spec, ['containers']).some(container => listAt(container, ['ports']).some(port => (numberAt(port, ['hostPort']) ?? 0) > 0));
}

function claimsOf(object: ManifestObject): string[] {
  return listAt(anyPodSpecOf(object), ['volumes']).flatMap(volume => stringAt(volume, ['persistentVolumeClaim', 'claimName']) ?? []);
}

const shared = perCluster(({ objects }) => new Set(objects.filter(object => isClaim(object)
  && stringsAt(rootOf(object.json), ['spec', 'accessModes']).some(mode => /^Read(?:Write|Only)Many$/.test(mode)))
  .map(({ namespace, name }) => keyOf(namespace, name))));

function isShared(manifests: ManifestSet, namespace: string | undefined, name: string): boolean {
  return shared(manifests).has(keyOf(namespace, name));
}

/** Whether an added Service asks for the same node port or address as a removed one, which only one of them can have. */
export function clashes(service: Service, update: Update): boolean {
  return claimsOfService(service).some(claim => claimed(update).has(claim));
}

const claimed = perUpdate(({ services }) => new Set(services.added.flatMap(claimsOfService)));

function claimsOfService({ object: { json } }: Service): string[] {
  const root = rootOf(json);
  const addresses = ['clusterIP', 'loadBalancerIP'].map(field => stringAt(root, ['spec', field]) ?? '').filter(address => address !== '' && address !== 'None');
  const ports = listAt(root, ['spec', 'ports']).map(port => numberAt(port, ['nodePort']) ?? 0).filter(port => port > 0);
  return [...addresses, ...ports.map(String)];
}
