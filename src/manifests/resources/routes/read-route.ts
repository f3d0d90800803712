import { apiVersionsOf } from './api-versions';
import { gatewayRouteOf, isGatewayRoute } from './gateway-route';
import { httpProxyOf, isHttpProxy } from './http-proxy';
import { ingressOf, isIngress } from './ingress';
import { ingressRouteOf, isIngressRoute } from './ingress-route';
import { Route } from './route';
import { isVirtualService, virtualServiceOf } from './virtual-service';
import { FieldCursor, FieldErrors, rootOf } from '../../fields';
import { ManifestObject } from '../../manifest-object';

interface RouteKind {
  fits(object: ManifestObject): boolean;
  read(object: ManifestObject, root: FieldCursor): Route;
}

/** One reader for each kind; a new kind needs a file and a line here. */
const KINDS: readonly RouteKind[] = [
  { fits: isIngress, read: ingressOf },
  { fits: isGatewayRoute, read: gatewayRouteOf },
  { fits: isVirtualService, read: virtualServiceOf },
  { fits: isHttpProxy, read: httpProxyOf },
  { fits: isIngressRoute, read: ingressRouteOf },
];

export function isRoute(object: ManifestObject): boolean {
  return KINDS.some(({ fits }) => fits(object));
}

/** Whether a route routes HTTP requests, including gRPC, and not whole connections. */
export function isHttpRoute({ object: { kind } }: Route): boolean {
  return !['TLSRoute', 'TCPRoute', 'UDPRoute', 'IngressRouteTCP', 'IngressRouteUDP'].includes(kind);
}

export function routeOf(object: ManifestObject, fieldErrors: FieldErrors): Route {
  const root = rootOf(object.json, fieldErrors);
  return { ...KINDS.find(({ fits }) => fits(object))!.read(object, root), versions: apiVersionsOf(object, root) };
}
