import { keyOf, ManifestSet, Service } from '../../manifests';
import { perCluster } from '../memoize';
import { mayHaveForeignServices } from './foreign-pods';

const services = perCluster(manifests =>
  new Map(manifests.services.map(service => [keyOf(service.object.namespace, service.object.name), service])));

/** The Service of a name in a namespace; undefined if it is not in the manifests. */
export function serviceNamed(manifests: ManifestSet, namespace: string | undefined, name: string): Service | undefined {
  return services(manifests).get(keyOf(namespace, name));
}

/** Whether the manifests have all Services of a namespace: they have some, and no operator creates others. */
export function isNamespaceShown(manifests: ManifestSet, namespace: string | undefined): boolean {
  return shownNamespaces(manifests).has(namespace) && !mayHaveForeignServices(manifests, namespace);
}

const shownNamespaces = perCluster(manifests => new Set(manifests.services.map(({ object }) => object.namespace)));
