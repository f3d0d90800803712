import { loadBalancersOf } from './load-balancer';
import { LoadBalancerClass, loadBalancerClassesOf } from './load-balancer-class';
import { meshOf } from './mesh';
import { isForClients } from './peer-services';
import { ROUTERS, RouterTimes } from '../../lifecycle';
import { isForMetrics, ManifestSet, Route, Service, Workload } from '../../manifests';
import { ClusterProfile } from '../cluster-profile';
import { once, onceInCluster, perWorkload } from '../memoize';
import { isQueueWorker } from '../pod/queue-worker';

/**
 * Whether users send requests to the pods through a Service. Peers that find each other by a headless one do not count as users, nor does
 * a metrics scraper; a statement of the owner overrides names. A Service for queue workers exists only because of the tool
 * that created it.
 */
export const hasUsers = perWorkload((workload): boolean =>
  workload.routes.length > 0 || (!isQueueWorker(workload) && workload.services.some(service => service.headless
    ? hasHeadlessClients(service, workload)
    : hasStatedRouter(workload) || !isForMetrics(service, workload))));

function hasStatedRouter({ intent: { exposure } }: Workload): boolean {
  return exposure !== undefined && exposure !== 'none';
}

function hasHeadlessClients(service: Service, workload: Workload): boolean {
  const { exposure } = workload.intent;
  return exposure === 'headless' || (exposure !== 'none' && isForClients(service, workload));
}

/** Whether it has users, and pods that answer them: one that is scaled to 0 on purpose serves when it has pods again. */
export function servesRequests(workload: Workload): boolean {
  return workload.replicas.max > 0 && hasUsers(workload);
}

/** The router of the pods, and how long it keeps sending to a stopping pod. */
export interface Router extends RouterTimes {
  /** For a sentence: `an AWS Application Load Balancer`. */
  readonly called: string;
  /** The source of the time: the annotation, the exposure that the owner states, the manifests, the settings, or none. */
  readonly source: 'annotation' | 'exposure' | 'manifests' | 'settings' | 'assumed';
  /** For how long some of its clients, though not all, may still use the address of a stopping pod, in seconds. */
  readonly remembered?: number;
}

/**
 * The stop delay at which no request is known to be refused. Without the margin of the router's figure, unless the
 * annotation states exactly that figure, which is then intended.
 */
export function neededDelayOf({ deregistrationDelay, minimum, source }: Router): number {
  return source === 'annotation' ? deregistrationDelay : minimum;
}

/**
 * The slowest of the routers that the manifests show and that the owner states, or that of the target if there is no such router. Times in
 * annotations override it, since they are measured.
 */
export function routerOf(workload: Workload, profile: ClusterProfile, manifests: ManifestSet): Router {
  return routersFor(profile)(workload, manifests);
}

const routersFor = once((profile: ClusterProfile) =>
  onceInCluster((workload: Workload, manifests) => slowestRouter(workload, profile, manifests)));

function slowestRouter(workload: Workload, profile: ClusterProfile, manifests: ManifestSet): Router {
  const { intent } = workload;
  if (intent.exposure === 'none' && !servesRequests(workload)) { return NO_ROUTER; }
  const stated = statedRouter(intent);
  if (stated && intent.exposure === 'custom') { return stated; }
  const routers = [
    ...shownRouters(workload, stated ? { ...profile, router: stated } : profile, manifests),
    ...!stated && workload.services.some(service => isForClients(service, workload)) ? [HEADLESS] : [],
  ];
  const known = routers.length > 0 ? [KUBE_PROXY, ...routers, ...stated ? [stated] : []] : [stated ?? assumedRouter(profile)];
  const slowest = slowestOf(known)!;
  const measured = intent.deregistrationDelay;
  if (measured === undefined) { return slowest; }
  if (measured === slowest.deregistrationDelay) { return { ...slowest, source: 'annotation' }; }
  const called = routers.length > 0 || stated ? slowest.called : 'its router';
  return { ...slowest, deregistrationDelay: measured, minimum: minimumOf(measured), called, source: 'annotation' };
}

/** The routers that the manifests show, load balancers first. */
export function shownRouters(workload: Workload, profile: ClusterProfile, manifests: ManifestSet): Router[] {
  return [
    ...loadBalancersOf(workload, profile, manifests).map(({ called, times }): Router => shown(times, called)),
    ...proxiesFor(profile)(workload.routes, manifests),
    ...meshOf(workload, manifests) ? [MESH] : [],
  ];
}

function statedRouter({ exposure, deregistrationDelay, registrationTime = 0, terminatingEndpoints }: Workload['intent']): Router | undefined {
  if (exposure === 'custom') {
    if (deregistrationDelay === undefined) { return undefined; }
    return {
      deregistrationDelay,
      minimum: deregistrationDelay,
      registrationTime,
      usesTerminatingEndpoints: terminatingEndpoints !== undefined,
      called: 'its router',
      source: 'annotation',
    };
  }
  if (exposure === undefined || !isRouterName(exposure)) { return undefined; }
  return { ...ROUTERS[exposure], called: NAMES[exposure], source: 'exposure' };
}

/** Whether the owner states a router that chooses a pod for each request, not for each connection. */
export function isProxyStated({ intent: { exposure } }: Workload): boolean {
  return exposure !== undefined && isRouterName(exposure) && !['cluster', 'headless', 'awsNlb'].includes(exposure);
}

function isRouterName(name: string): name is keyof typeof ROUTERS {
  return Object.hasOwn(ROUTERS, name);
}

function shown(times: RouterTimes, called: string): Router {
  return { ...times, called, source: 'manifests' };
}

// The figure of a known router has a margin, which its owner may omit. Any other figure is measured.
function minimumOf(stated: number): number {
  const known = Object.values<RouterTimes>(ROUTERS).filter(({ deregistrationDelay }) => deregistrationDelay === stated);
  return Math.min(stated, ...known.map(({ minimum }) => minimum));
}

/** The router that needs the longest stop delay; undefined for an empty list. */
export function slowestOf(routers: readonly Router[]): Router | undefined {
  return routers.reduce<Router | undefined>((one, other) => !one || isSlower(other, one) ? other : one, undefined);
}

/** Whether a router needs longer stop delays than another. */
export function isSlower(one: RouterTimes, other: RouterTimes): boolean {
  return one.minimum === other.minimum ? one.deregistrationDelay > other.deregistrationDelay : one.minimum > other.minimum;
}

const proxiesFor = once((profile: ClusterProfile) => onceInCluster((routes: readonly Route[], manifests) =>
  [...new Set(routes.flatMap(route => proxiesOf(route, profile, manifests)))]));

// A route without a known controller has some proxy, unless the target names a router.
function proxiesOf(route: Route, profile: ClusterProfile, manifests: ManifestSet): Router[] {
  const classes = loadBalancerClassesOf(route, profile, manifests);
  // A VirtualService without a gateway is for the sidecars of the mesh, which meshOf handles.
  if (route.object.kind === 'VirtualService' && classes.length === 0) { return []; }
  if (classes.length === 0 && isSameJson(profile.router, ROUTERS.cluster)) { return [UNKNOWN_PROXY]; }
  return classes.flatMap(found => PROXIES[found] ?? []);
}

const NO_ROUTER: Router = {
  deregistrationDelay: 0,
  minimum: 0,
  registrationTime: 0,
  usesTerminatingEndpoints: false,
  called: 'its router',
  source: 'annotation',
};
const KUBE_PROXY = shown(ROUTERS.cluster, 'kube-proxy');
const MESH = shown(ROUTERS.envoy, 'the mesh');
// Clients with a connection notice first that a pod stops; those that resolve it meanwhile may lose requests, so it is only certain
// that some do until its endpoint is removed.
const HEADLESS: Router = {
  ...shown({ ...ROUTERS.headless, minimum: ROUTERS.cluster.minimum }, 'a client that resolves the headless Service'),
  remembered: ROUTERS.headless.minimum,
};
const UNKNOWN_PROXY = shown(ROUTERS.envoy, 'the proxy of its routes');

// Proxies in the cluster. A load balancer that sends to nodes leaves the choice of the pod to kube-proxy.
const PROXIES: Record<LoadBalancerClass, Router | undefined> = {
  'alb': KUBE_PROXY,
  'gce': KUBE_PROXY,
  'gke-gateway': undefined,
  'agic': undefined,
  'nginx': shown(ROUTERS.ingressNginx, 'ingress-nginx'),
  'traefik': shown(ROUTERS.traefik, 'Traefik'),
  'other': UNKNOWN_PROXY,
};

const NAMES: Record<keyof typeof ROUTERS, string> = {
  cluster: 'kube-proxy',
  headless: 'a client that resolves the headless Service',
  ingressNginx: 'ingress-nginx',
  envoy: 'the proxy in front of it',
  traefik: 'Traefik',
  awsAlb: 'an AWS Application Load Balancer',
  awsNlb: 'an AWS Network Load Balancer',
  gcpLoadBalancer: 'a Google Cloud load balancer',
  azureAppGateway: 'an Azure Application Gateway',
};

function assumedRouter({ router, isRouterStated }: ClusterProfile): Router {
  const name = routerNameOf(router);
  return { ...router, called: name ? NAMES[name] : 'its router', source: isRouterStated ? 'settings' : 'assumed' };
}

/** The known router with these times; undefined without one. */
export function routerNameOf(times: RouterTimes): keyof typeof ROUTERS | undefined {
  return (Object.keys(ROUTERS) as (keyof typeof ROUTERS)[]).find(name => isSameJson(ROUTERS[name], times));
}

function isSameJson(one: RouterTimes, other: RouterTimes): boolean {
  return one.deregistrationDelay === other.deregistrationDelay && one.minimum === other.minimum
    && one.registrationTime === other.registrationTime && one.usesTerminatingEndpoints === other.usesTerminatingEndpoints;
}
