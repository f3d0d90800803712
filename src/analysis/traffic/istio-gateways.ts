import { intersects } from './listeners';
import { listAt, ManifestObject, ManifestSet, rootOf, stringsAt } from '../../manifests';
import { providersOf } from '../references/providers';
import { targetKey } from '../references/reference';

/** The Istio Gateways of a VirtualService; undefined if one of them is not in the manifests and may serve any host. */
export function istioGatewaysOf(service: ManifestObject, manifests: ManifestSet): ManifestObject[] | undefined {
  const names = stringsAt(rootOf(service.json), ['spec', 'gateways']).filter(name => name !== 'mesh');
  const found = names.map(name => {
    const [first, second] = name.split('/');
    const [namespace, gateway] = second === undefined ? [service.namespace, first] : [first, second];
    return providersOf(manifests, targetKey('networking.istio.io/Gateway', namespace, gateway)).at(-1);
  });
  return found.includes(undefined) ? undefined : found as ManifestObject[];
}

/** Whether a server of a Gateway takes a host of a VirtualService: `*.example.com`, `shop/*`, `./shop.example.com`. */
export function takesHost(gateway: ManifestObject, { namespace }: ManifestObject, host: string): boolean {
  return listAt(rootOf(gateway.json), ['spec', 'servers']).flatMap(server => stringsAt(server, ['hosts'])).some(written => {
    const [space, name] = written.includes('/') ? written.split('/') : ['*', written];
    const isNear = space === '*' || space === namespace || (space === '.' && gateway.namespace === namespace);
    return isNear && (name === '*' || host === '*' || intersects(host, [name]));
  });
}
