import { annotationOf, isRouteTo, LOAD_BALANCERS } from './load-balancer';
import { loadBalancerClassesOf } from './load-balancer-class';
import { mayBeMeshed } from './mesh';
import { Container, groupedBy, groupOf, listAt, ManifestObject, ManifestSet, Route, rootOf, Service, stringAt, valueAt, Workload } from '../../manifests';
import { ClusterProfile } from '../cluster-profile';
import { perCluster } from '../memoize';
import { runningContainers } from '../pod/containers';

/** A load balancer outside the cluster that sends several requests over one connection to a container, one after the other. */
export interface ReusedConnections {
  /** As a sentence names it. */
  readonly called: string;
  /** The Ingress or the route that configures it. */
  readonly by: ManifestObject;
  /** Seconds without a request after which it no longer uses a connection. */
  readonly idle: number;
  readonly source: 'stated' | 'default' | 'fixed';
  /** Whether Ingresses that the manifests do not have may set that time. */
  readonly isShared: boolean;
  readonly container: Container;
  /** The port of the container. */
  readonly port: number;
}

/**
 * The load balancers that reuse connections to the pods, whether they send to pods or to nodes. The proxy of a mesh in the pod keeps
 * connections itself, so none counts then.
 */
export function reusedConnectionsOf(workload: Workload, profile: ClusterProfile, manifests: ManifestSet): ReusedConnections[] {
  const routes = workload.routes.flatMap(route => idleTimesOf(route, profile, manifests).map(time => ({ route, time })));
  return routes.length === 0 || mayBeMeshed(workload, manifests) ? [] : routes.flatMap(({ route, time }) =>
    workload.services.filter(service => isRouteTo(route, service) && !speaksHttp2(route, service))
      .flatMap(service => targetsOf(workload, route, service).map(target => ({ ...time, by: route.object, ...target }))));
}

type IdleTime = Pick<ReusedConnections, 'called' | 'idle' | 'source' | 'isShared'>;

/** In seconds: https://cloud.google.com/load-balancing/docs/https/request-distribution#http-keep-alive-be */
const GOOGLE: IdleTime = { called: LOAD_BALANCERS.gcp.called, idle: 600, source: 'fixed', isShared: false };
const ALB_DEFAULT = 60;

function idleTimesOf(route: Route, profile: ClusterProfile, manifests: ManifestSet): IdleTime[] {
  const { kind } = route.object;
  return loadBalancerClassesOf(route, profile, manifests).flatMap((found): IdleTime[] => {
    switch (found) {
      case 'alb': return kind === 'Ingress' ? ofAlb(route, manifests) : [];
      case 'gce': return kind === 'Ingress' ? [GOOGLE] : [];
      case 'gke-gateway': return kind === 'HTTPRoute' ? [GOOGLE] : [];
      default: return [];
    }
  });
}

const ATTRIBUTE = 'idle_timeout.timeout_seconds';
const ALB = 'alb.ingress.kubernetes.io';

function ofAlb(route: Route, manifests: ManifestSet): IdleTime[] {
  const params = paramsOf(route, manifests);
  if (params === 'unknown') { return []; }
  const group = groupNameOf(route.object);
  const members = group === undefined ? [route.object] : albGroups(manifests).get(group) ?? [];
  const [written] = [...params === undefined ? [] : ofClass(params), ...members.flatMap(ofAnnotation)];
  const isShared = group !== undefined || params !== undefined && valueAt(rootOf(params.json), ['spec', 'group', 'name']) !== undefined;
  const common = { called: LOAD_BALANCERS.alb.called, isShared: isShared && written === undefined };
  if (written === undefined) { return [{ ...common, idle: ALB_DEFAULT, source: 'default' }]; }
  return /^\d{1,4}$/.test(written) ? [{ ...common, idle: Number(written), source: 'stated' }] : [];
}

function groupNameOf(ingress: ManifestObject): string | undefined {
  return annotationOf(ingress, `${ALB}/group.name`);
}

/** Ingresses that share a load balancer, by the name of their group. */
const albGroups = perCluster(({ routes }) => groupedBy(routes.map(({ object }) => object), ingress => {
  const group = groupNameOf(ingress);
  return group === undefined ? [] : [group];
}));

function ofAnnotation(ingress: ManifestObject): string[] {
  return (annotationOf(ingress, `${ALB}/load-balancer-attributes`) ?? '').split(',').flatMap(attribute => {
    const [key, value = ''] = attribute.split('=').map(part => part.trim());
    return key === ATTRIBUTE ? [value] : [];
  });
}

function ofClass(params: ManifestObject): string[] {
  return listAt(rootOf(params.json), ['spec', 'loadBalancerAttributes'])
    .filter(attribute => stringAt(attribute, ['key']) === ATTRIBUTE).map(attribute => String(valueAt(attribute, ['value'])));
}

// Settings of the class override annotations. The class of the AWS controller's chart has none.
function paramsOf(route: Route, manifests: ManifestSet): ManifestObject | undefined | 'unknown' {
  const { classes, params } = albClasses(manifests);
  const named = route.routers.flatMap(name => classes.get(name) ?? [])[0];
  return named === undefined ? undefined : params.get(named) ?? 'unknown';
}

const albClasses = perCluster(({ objects }) => ({
  classes: new Map(objects.filter(({ kind }) => kind === 'IngressClass').flatMap(({ name, json }): [string, string][] => {
    const named = stringAt(rootOf(json), ['spec', 'parameters', 'name']);
    return named === undefined ? [] : [[name, named]];
  })),
  params: new Map(objects.filter(isClassParams).map(object => [object.name, object])),
}));

function isClassParams(object: ManifestObject): boolean {
  return object.kind === 'IngressClassParams' && /(?:^|\.)(?:k8s\.aws|amazonaws\.com)$/.test(groupOf(object));
}

// Its connections end with a message that tells the load balancer which requests to send again.
function speaksHttp2({ object }: Route, service: Service): boolean {
  const version = annotationOf(service.object, `${ALB}/backend-protocol-version`) ?? annotationOf(object, `${ALB}/backend-protocol-version`);
  return version !== undefined && version !== 'HTTP1';
}

type Target = Pick<ReusedConnections, 'container' | 'port'>;

function targetsOf(workload: Workload, { backends }: Route, { object, ports }: Service): Target[] {
  const sent = backends.filter(({ namespace, service }) => namespace === object.namespace && service === object.name);
  const used = ports.filter(({ port, name }) => sent.some(backend => [undefined, port, name].includes(backend.port)));
  return used.flatMap(({ targetPort }) => targetOf(runningContainers(workload), targetPort));
}

function targetOf(containers: readonly Container[], target: number | string): Target[] {
  const declared = containers.flatMap(container => container.ports
    .filter(({ name, number }) => target === name || target === number).map(({ number }) => ({ container, port: number })));
  if (declared.length > 0) { return [declared[0]]; }
  return typeof target === 'number' && containers.length === 1 ? [{ container: containers[0], port: target }] : [];
}
