import { Caller } from './authorized-sources';
import { istioGatewaysOf } from './istio-gateways';
import { parentsOf } from './listeners';
import { classNamesOf } from './load-balancer-class';
import { placesOf } from './router-places';
import { listAt, ManifestSet, matcherOf, PodOwner, rootOf, Route, stringAt, stringMapAt } from '../../manifests';
import { serviceAccountOf } from '../config/pod-accounts';
import { providersOf } from '../references/providers';
import { targetKey } from '../references/reference';

/** The identity of pods. */
export function identityOf({ namespace, object }: Pick<PodOwner, 'namespace' | 'object'>): Caller {
  return { namespace, account: serviceAccountOf(object) ?? 'default' };
}

/** The identities with which the routers of a route send requests; `unknown` for one whose pods are not here. */
export function routersOf(route: Route, manifests: ManifestSet): (Caller | 'unknown')[] {
  if (placesOf(route, manifests).includes('outside')) { return [{ isOutside: true }]; }
  const { kind } = route.object;
  if (kind === 'VirtualService') { return route.routers.length === 0 ? [] : ofVirtualService(route, manifests); }
  return parentsOf(route.object).length > 0 ? ofGatewayRoute(route, manifests) : ['unknown'];
}

function ofVirtualService({ object }: Route, manifests: ManifestSet): (Caller | 'unknown')[] {
  const gateways = istioGatewaysOf(object, manifests);
  if (!gateways) { return ['unknown']; }
  return gateways.flatMap((gateway): (Caller | 'unknown')[] => {
    const matchLabels = stringMapAt(rootOf(gateway.json), ['spec', 'selector']);
    const fits = matcherOf({ matchLabels, matchExpressions: [] });
    const pods = Object.keys(matchLabels).length === 0 ? [] : manifests.podOwners.filter(({ podLabels }) => fits(podLabels));
    return pods.length === 0 ? ['unknown'] : pods.map(identityOf);
  });
}

// Istio creates the pods of a Gateway beside it, unless an address names others.
function ofGatewayRoute(route: Route, manifests: ManifestSet): (Caller | 'unknown')[] {
  const isIstio = classNamesOf(route, manifests).every(name => /^istio(?:$|\.io\/gateway-controller)/.test(name));
  return parentsOf(route.object).filter(parent => (stringAt(parent, ['kind']) ?? 'Gateway') === 'Gateway').map(parent => {
    const namespace = stringAt(parent, ['namespace']) ?? route.object.namespace;
    const gateway = providersOf(manifests, targetKey('gateway.networking.k8s.io/Gateway', namespace, stringAt(parent, ['name']) ?? '')).at(-1);
    const isBeside = isIstio && gateway && listAt(rootOf(gateway.json), ['spec', 'addresses']).length === 0;
    return isBeside ? { namespace } : 'unknown';
  });
}
