import { ObjectReference, secretKeyTarget, targetKey } from './reference';
import { referencesOf } from './references-of';
import { addTo, booleanAt, groupOf, listAt, ManifestObject, ManifestSet, rootOf, stringAt } from '../../manifests';
import { perCluster } from '../memoize';
import { keysOfSecret } from './secret-keys';
import { secretWrittenBy } from './secret-writers';
import { meshServices } from '../traffic/mesh-routes';

/** The objects that provide a target; empty if no object here does. */
export function providersOf(manifests: ManifestSet, key: string): readonly ManifestObject[] {
  return providers(manifests).get(key) ?? [];
}

/** Whether an object provides the target of a reference, or may: a Secret whose keys are unknown. */
export function isProvided(manifests: ManifestSet, { target, within }: ObjectReference): boolean {
  return providersOf(manifests, target.key).length > 0
    || (within !== undefined && providersOf(manifests, within.key).some(object => keysOfSecret(object) === undefined));
}

const providers = perCluster(({ objects }: ManifestSet): ReadonlyMap<string, ManifestObject[]> => {
  const found = new Map<string, ManifestObject[]>();
  for (const object of objects) {
    for (const key of new Set(keysOf(object))) { addTo(found, key, object); }
  }
  return found;
});

/** Whether another object refers to something that this one provides. */
export function isReferredTo(manifests: ManifestSet, object: ManifestObject): boolean {
  return keysOf(object).some(key => referred(manifests).has(key));
}

const referred = perCluster(({ objects }: ManifestSet): ReadonlySet<string> =>
  new Set(objects.flatMap(referencesOf).map(({ target }) => target.key)));

/** All targets that an object provides: itself, and the objects that it creates or defines. */
function keysOf(object: ManifestObject): string[] {
  const { kind, name, namespace } = object;
  const id = `${groupOf(object)}/${kind}`;
  const secret = secretWrittenBy(object);
  return [
    targetKey(id, namespace, name),
    ...secret === undefined ? [] : [targetKey('/Secret', namespace, secret), ...keysIn(object, secret)],
    ...id.startsWith('traefik.') ? [targetKey(`${id}@`, undefined, `${namespace ?? 'default'}-${name}`)] : [],
    ...id === 'apiextensions.k8s.io/CustomResourceDefinition' ? servedKinds(object) : [],
    ...id === 'networking.istio.io/DestinationRule' ? subsets(object) : [],
  ];
}

function keysIn(object: ManifestObject, secret: string): string[] {
  return (keysOfSecret(object) ?? []).map(key => secretKeyTarget(object.namespace, secret, key).key);
}

function servedKinds({ json }: ManifestObject): string[] {
  const root = rootOf(json);
  const group = stringAt(root, ['spec', 'group']) ?? '';
  const kind = stringAt(root, ['spec', 'names', 'kind']) ?? '';
  return listAt(root, ['spec', 'versions']).filter(version => booleanAt(version, ['served']) !== false)
    .map(version => targetKey('kind', undefined, `${group}/${stringAt(version, ['name']) ?? ''}/${kind}`));
}

function subsets(rule: ManifestObject): string[] {
  return meshServices(rule).flatMap(service => listAt(rootOf(rule.json), ['spec', 'subsets'])
    .map(subset => targetKey('subset', undefined, `${service}/${stringAt(subset, ['name']) ?? ''}`)));
}
