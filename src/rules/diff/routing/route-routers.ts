import { coveringIn, perRequests, RoutePath } from './route-paths';
import { once, perCluster } from '../../../analysis/memoize';
import { loadBalancerClassesOf } from '../../../analysis/traffic/load-balancer-class';
import { groupOf, keyOf, listAt, ManifestSet, rootOf, Route, stringAt, valueAt } from '../../../manifests';
import { ClusterProfile } from '../../../rules';
import { shorten } from '../../../text';

/** A router that serves a route, with its own address. */
export interface Router {
  /** A key that is equal for the same router. */
  readonly key: string;
  /** As a sentence names it. */
  readonly called: string;
}

const DEFAULT = 'ingressclass.kubernetes.io/is-default-class';
const GROUP = 'alb.ingress.kubernetes.io/group.name';

const defaultClass = perCluster(({ objects }) =>
  objects.find(object => object.kind === 'IngressClass' && groupOf(object) === 'networking.k8s.io' && object.annotations[DEFAULT] === 'true')?.name);

/** The routers that serve a route; none where they are not known. */
export function routersOf(route: Route, manifests: ManifestSet, profile: ClusterProfile): Router[] {
  if (route.object.kind !== 'Ingress') { return parentsOf(route); }
  const name = route.routers[0] ?? defaultClass(manifests) ?? (profile.platform === 'gke' ? 'gce' : undefined);
  return name === undefined ? [] : [{ key: `class ${name}`, called: `class ${shorten(name)}` }];
}

/** The same, where some controllers create a separate load balancer for each Ingress. */
export function addressesOf(route: Route, manifests: ManifestSet, profile: ClusterProfile): Router[] {
  const [own] = loadBalancerClassesOf(route, profile, manifests).filter(found => found === 'alb' || found === 'gce');
  const { kind, namespace, name, annotations } = route.object;
  if (kind !== 'Ingress' || own === undefined) { return routersOf(route, manifests, profile); }
  const group = own === 'alb' && Object.hasOwn(annotations, GROUP) ? annotations[GROUP] : undefined;
  return [group === undefined
    ? { key: keyOf(own, namespace, name), called: `the load balancer of Ingress ${shorten(name)}` }
    : { key: keyOf(own, group), called: `the load balancer of group ${shorten(group)}` }];
}

const parentsOf = once(({ object }: Route): Router[] => listAt(rootOf(object.json), ['spec', 'parentRefs']).flatMap(parent => {
  const name = stringAt(parent, ['name']);
  if (!name) { return []; }
  const kind = stringAt(parent, ['kind']) ?? 'Gateway';
  const namespace = stringAt(parent, ['namespace']) ?? object.namespace;
  const [section, port] = [stringAt(parent, ['sectionName']), valueAt(parent, ['port'])];
  const listener = section === undefined ? '' : `, listener ${shorten(section)}`;
  return [{ key: JSON.stringify([kind, namespace ?? null, name, section ?? null, port ?? null]), called: `${shorten(kind)} ${shorten(name)}${listener}` }];
}));

type RoutersOf = (route: Route, manifests: ManifestSet, profile: ClusterProfile) => Router[];
export type ServingRouters = (manifests: ManifestSet, path: RoutePath) => readonly Router[];

/** The routers that serve the requests of a path, each once. */
export function routersServing(routersFor: RoutersOf, profile: ClusterProfile): ServingRouters {
  return perRequests((manifests, path) => {
    const routers = coveringIn(manifests, path).flatMap(({ route }) => routersFor(route, manifests, profile));
    return [...new Map(routers.map(router => [router.key, router])).values()];
  });
}

/** Whether one of them is included: a whole Gateway has all its listeners. */
export function serves(routers: readonly Router[], { key }: Router): boolean {
  const whole = key.startsWith('["') && key.split(',').length === 5 ? `${key.split(',').slice(0, 3).join(',')},null,null]` : key;
  return routers.some(router => router.key === key || router.key === whole);
}

/** Whether the load balancer has separate targets for each Service, like the ones of the AWS controller. */
export function hasTargetGroups(route: Route, manifests: ManifestSet, profile: ClusterProfile): boolean {
  return loadBalancerClassesOf(route, profile, manifests).includes('alb');
}
