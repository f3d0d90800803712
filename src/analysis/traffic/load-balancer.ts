import { isOutside, LoadBalancerClass, loadBalancerClassesOf } from './load-balancer-class';
import { ROUTERS, RouterTimes } from '../../lifecycle';
import { ManifestObject, ManifestSet, Route, Service, Workload } from '../../manifests';
import { ClusterProfile } from '../cluster-profile';
import { once, onceInCluster } from '../memoize';

/** A load balancer outside the cluster that targets pods directly, and so learns late of new and stopping pods. */
export interface LoadBalancer {
  readonly kind: 'alb' | 'nlb' | 'gcp' | 'agic';
  /** As a sentence names it. */
  readonly called: string;
  readonly times: RouterTimes;
  /** The object that configures it: an Ingress, an HTTPRoute or the Service. */
  readonly by: ManifestObject;
  /** The workload whose pods it sends to. */
  readonly service: Service;
}

/** What is known of each kind. */
export const LOAD_BALANCERS = {
  alb: { kind: 'alb', called: 'an AWS Application Load Balancer', times: ROUTERS.awsAlb },
  nlb: { kind: 'nlb', called: 'an AWS Network Load Balancer', times: ROUTERS.awsNlb },
  gcp: { kind: 'gcp', called: 'a Google Cloud load balancer', times: ROUTERS.gcpLoadBalancer },
  agic: { kind: 'agic', called: 'an Azure Application Gateway', times: ROUTERS.azureAppGateway },
} as const satisfies Record<string, Omit<LoadBalancer, 'by' | 'service'>>;

/** The load balancers in the manifests, routes first. One that targets nodes does not count: behind it kube-proxy decides. */
export function loadBalancersOf({ routes, services }: Workload, profile: ClusterProfile, manifests: ManifestSet): LoadBalancer[] {
  const behindRoutes = fromOutside(profile)(routes, manifests).flatMap(({ route, classes }) => services
    .filter(service => isRouteTo(route, service))
    .flatMap(service => classes.flatMap(found => ofRoute(found, route, service))));
  return [...behindRoutes, ...services.flatMap(ofService)];
}

/** The routes that a load balancer outside the cluster serves. */
const fromOutside = once((profile: ClusterProfile) => onceInCluster((routes: readonly Route[], manifests) => routes
  .map(route => ({ route, classes: loadBalancerClassesOf(route, profile, manifests).filter(isOutside) }))
  .filter(({ classes }) => classes.length > 0)));

function ofRoute(found: LoadBalancerClass, { object: by }: Route, service: Service): LoadBalancer[] {
  const kind = findKind(found, by, service);
  return kind ? [{ ...kind, by, service }] : [];
}

function findKind(
  found: LoadBalancerClass,
  by: ManifestObject,
  service: Service,
): typeof LOAD_BALANCERS[keyof typeof LOAD_BALANCERS] | undefined {
  switch (found) {
    case 'alb': return albHasPods(by, service) ? LOAD_BALANCERS.alb : undefined;
    case 'gce': return isWithoutPods(service) ? undefined : LOAD_BALANCERS.gcp;
    case 'gke-gateway': return LOAD_BALANCERS.gcp;
    case 'agic': return LOAD_BALANCERS.agic;
    default: return undefined;
  }
}

// Pods are the default: only this makes nodes the targets.
function isWithoutPods({ object }: Service): boolean {
  return annotationOf(object, NEG)?.replace(/\s/g, '').includes('"ingress":false') === true;
}

const NEG = 'cloud.google.com/neg';
const NLB = 'service.beta.kubernetes.io/aws-load-balancer';

function ofService(service: Service): LoadBalancer[] {
  const { object: by, type } = service;
  const isNlb = type === 'LoadBalancer' && (annotationOf(by, `${NLB}-nlb-target-type`) ?? annotationOf(by, `${NLB}-type`)?.replace('nlb-', '')) === 'ip';
  const kind = isNlb ? LOAD_BALANCERS.nlb : annotationOf(by, NEG)?.includes('"exposed_ports"') && LOAD_BALANCERS.gcp;
  return kind ? [{ ...kind, by, service }] : [];
}

// Nodes are the default of the controller, but it sends to them only if the Service has node ports. If it has none, its
// class or its controller is set to pods, or the route has never worked.
function albHasPods(ingress: ManifestObject, service: Service): boolean {
  const targets = albSetting({ by: ingress, service }, 'target-type')?.value;
  return targets === undefined ? service.type === 'ClusterIP' : targets === 'ip';
}

/** An annotation and the object that has it. */
export interface Setting {
  readonly object: ManifestObject;
  readonly key: string;
  readonly value: string;
}

const ALB = 'alb.ingress.kubernetes.io';

/** An annotation of the AWS controller for target groups: that of the Service overrides that of the Ingress. */
export function albSetting({ by, service }: Pick<LoadBalancer, 'by' | 'service'>, name: string): Setting | undefined {
  return settingOf([service.object, by], `${ALB}/${name}`);
}

/** An annotation of the AWS controller for the load balancer of a Service. */
export function nlbSetting({ by }: Pick<LoadBalancer, 'by'>, name: string): Setting | undefined {
  return settingOf([by], `${NLB}-${name}`);
}

function settingOf(objects: ManifestObject[], key: string): Setting | undefined {
  return objects.flatMap(object => {
    const value = annotationOf(object, key);
    return value === undefined ? [] : [{ object, key, value }];
  })[0];
}

/** The annotation that configures target groups, on whichever object the load balancer reads it. */
export function targetGroupKey({ kind }: LoadBalancer): string {
  return kind === 'alb' ? `${ALB}/target-group-attributes` : `${NLB}-target-group-attributes`;
}

export function annotationOf({ annotations }: ManifestObject, key: string): string | undefined {
  return Object.hasOwn(annotations, key) ? annotations[key] : undefined;
}

/** Whether a route sends to a Service. */
export function isRouteTo({ backends }: Route, { object }: Service): boolean {
  return backends.some(({ namespace, service }) => namespace === object.namespace && service === object.name);
}
