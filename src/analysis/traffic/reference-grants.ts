import { groupedBy, groupOf, isGateway, keyOf, listAt, ManifestObject, ManifestSet, Path, rootOf, Route, stringAt } from '../../manifests';
import { perCluster } from '../memoize';
import { certificatesOf } from './certificates';

const GROUP = 'gateway.networking.k8s.io';

/** A reference of a Gateway API object to another namespace, which works only while that namespace allows it. */
export interface ForeignReference {
  /** The route or the Gateway. */
  readonly from: ManifestObject;
  readonly kind: 'Service' | 'Secret';
  readonly namespace: string;
  readonly name: string;
  /** The listener, for a Gateway. */
  readonly listener?: string;
  /** The path of the name. */
  readonly path: Path;
}

/** The backends of a route, or the certificates of a Gateway, in other namespaces. */
export const foreignReferences = perCluster((manifests: ManifestSet): readonly ForeignReference[] => [
  ...manifests.routes.filter(({ object }) => groupOf(object) === GROUP).flatMap(foreignServices),
  ...manifests.objects.filter(isGateway).flatMap(foreignSecrets),
]);

// A backend of weight 0 gets no requests.
function foreignServices({ object, backends }: Route): ForeignReference[] {
  return backends.filter(({ weight }) => weight !== 0).flatMap(({ namespace, service, namePath }) =>
    isForeign(object, namespace) ? [{ from: object, kind: 'Service' as const, namespace, name: service, path: namePath }] : []);
}

function foreignSecrets(object: ManifestObject): ForeignReference[] {
  return certificatesOf(object).flatMap(({ at, secret, namespace, path }) =>
    isForeign(object, namespace) ? [{ from: object, kind: 'Secret' as const, namespace, name: secret, listener: at, path }] : []);
}

// An object without a namespace may be applied to any.
function isForeign(object: ManifestObject, namespace: string | undefined): namespace is string {
  return namespace !== undefined && object.namespace !== undefined && namespace !== object.namespace;
}

const grants = perCluster(({ objects }) =>
  groupedBy(objects.filter(object => object.kind === 'ReferenceGrant' && groupOf(object) === GROUP), ({ namespace }) => [namespace]));

/** The ReferenceGrants of a namespace. */
export function grantsIn(manifests: ManifestSet, namespace: string): readonly ManifestObject[] {
  return grants(manifests).get(namespace) ?? [];
}

/** Whether a ReferenceGrant of the namespace allows a reference. Each of its `from` entries applies to each of its `to` entries. */
export function allows({ json }: ManifestObject, { from, kind, name }: ForeignReference): boolean {
  const root = rootOf(json);
  return listAt(root, ['spec', 'from']).some(origin => stringAt(origin, ['group']) === GROUP
    && stringAt(origin, ['kind']) === from.kind && stringAt(origin, ['namespace']) === from.namespace)
    && listAt(root, ['spec', 'to']).some(target => !stringAt(target, ['group'])
      && stringAt(target, ['kind']) === kind && [undefined, '', name].includes(stringAt(target, ['name'])));
}

/** The ReferenceGrants that allow a reference. */
export function grantsFor(manifests: ManifestSet, reference: ForeignReference): ManifestObject[] {
  return grantsIn(manifests, reference.namespace).filter(grant => allows(grant, reference));
}

/** Equal for references that need the same grant. */
export function needKey({ from, kind, namespace, name }: ForeignReference): string {
  return keyOf(from.kind, from.namespace, kind, namespace, name);
}
