import { groupOf, keyOf, listAt, ManifestObject, ManifestSet, Path, rootOf, Route, stringAt } from '../../manifests';
import { ClusterProfile } from '../cluster-profile';
import { once, perCluster } from '../memoize';

/** The vendor of the software that serves a route. */
export type LoadBalancerClass = 'alb' | 'gce' | 'gke-gateway' | 'agic' | 'nginx' | 'traefik' | 'other';

// The name of a class, or of the controller that an IngressClass or a GatewayClass names.
const PATTERNS: [RegExp, LoadBalancerClass][] = [
  // Alibaba Cloud has a load balancer of the same name.
  [/alibabacloud/, 'other'],
  [/^alb\b|\/alb$/, 'alb'],
  [/^gke-l7|^networking\.gke\.io\/gateway/, 'gke-gateway'],
  [/^gce\b/, 'gce'],
  [/^azure[-/]application-gateway/, 'agic'],
  [/nginx|webapprouting\.kubernetes\.azure\.com/, 'nginx'],
  [/traefik/, 'traefik'],
];

/** Whether it runs outside the cluster. */
export function isOutside(found: LoadBalancerClass): boolean {
  return OUTSIDE.has(found);
}

const OUTSIDE: ReadonlySet<LoadBalancerClass> = new Set(['alb', 'gce', 'gke-gateway', 'agic']);

/** The vendor that serves a route, as far as its classes and the manifests show. */
export function loadBalancerClassesOf(route: Route, { platform }: Pick<ClusterProfile, 'platform'>, manifests: ManifestSet): LoadBalancerClass[] {
  const { kind } = route.object;
  if (kind.startsWith('IngressRoute')) { return ['traefik']; }
  if (kind === 'HTTPProxy' || kind === 'VirtualService') { return kind === 'VirtualService' && route.routers.length === 0 ? [] : ['other']; }
  // GKE's own controller serves each Ingress without a class.
  if (kind === 'Ingress' && route.routers.length === 0) { return platform === 'gke' ? ['gce'] : []; }
  return classNamesOf(route, manifests).map(name => PATTERNS.find(([pattern]) => pattern.test(name))?.[1] ?? 'other');
}

/** The classes of an Ingress or a route of the Gateway API, and their controllers if these are in the manifests. */
export function classNamesOf(route: Route, manifests: ManifestSet): string[] {
  const classes = known(manifests);
  return route.object.kind === 'Ingress' ? route.routers.map(name => classes.get(keyOf('IngressClass', undefined, name)) ?? name) : gatewayClassesOf(route, classes);
}

/** The Gateways that a route names, and their keys. */
const gatewaysOf = once(({ object }: Route) => listAt(rootOf(object.json), ['spec', 'parentRefs']).flatMap(parent => {
  const gateway = stringAt(parent, ['name']);
  return !gateway || (stringAt(parent, ['kind']) ?? 'Gateway') !== 'Gateway' ? []
    : [{ gateway, key: keyOf('Gateway', stringAt(parent, ['namespace']) ?? object.namespace, gateway) }];
}));

function gatewayClassesOf(route: Route, classes: ReadonlyMap<string, string>): string[] {
  return gatewaysOf(route).flatMap(({ gateway, key }) => {
    const found = classes.get(key);
    return [found === undefined ? gateway : classes.get(keyOf('GatewayClass', undefined, found)) ?? found];
  });
}

const SAID_BY: Record<string, { readonly group: string; readonly path: Path; readonly namespaced?: true }> = {
  IngressClass: { group: 'networking.k8s.io', path: ['spec', 'controller'] },
  Gateway: { group: 'gateway.networking.k8s.io', path: ['spec', 'gatewayClassName'], namespaced: true },
  GatewayClass: { group: 'gateway.networking.k8s.io', path: ['spec', 'controllerName'] },
};

const known = perCluster(({ objects }) => new Map(objects.flatMap((object): [string, string][] => {
  const said = saidBy(object);
  const value = said && stringAt(rootOf(object.json), said.path);
  return value ? [[keyOf(object.kind, said.namespaced && object.namespace, object.name), value]] : [];
})));

function saidBy(object: ManifestObject) {
  const said = Object.hasOwn(SAID_BY, object.kind) ? SAID_BY[object.kind] : undefined;
  return said && said.group === groupOf(object) ? said : undefined;
}
