import { keyOf, ManifestSet, Service } from '../../manifests';
import { perCluster } from '../memoize';

const services = perCluster(manifests =>
  new Map(manifests.services.map(service => [keyOf(service.object.namespace, service.object.name), service])));

/** The Service of a name in a namespace; undefined where it is not here. */
export function serviceNamed(manifests: ManifestSet, namespace: string | undefined, name: string): Service | undefined {
  return services(manifests).get(keyOf(namespace, name));
}
