import { ApiObject } from 'cdk8s';
import { Service, ServiceType } from 'cdk8s-plus-27';
import { CollisionCheck, Member } from './member';
import { harmOf } from './router-harm';
import { isSlower, routerNameOf, servesRequests, shownRouters, slowestOf } from '../../analysis/traffic/router';
import { DEFAULT_KUBERNETES_VERSION, parseMinor } from '../../intent/kubernetes-version';
import { ROUTERS } from '../../lifecycle';
import { ManifestSet, Workload } from '../../manifests';
import { NewerFields } from '../../newer-fields';
import { manifestsOf } from '../chart-manifests';

const ROUTES = ['Ingress', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'IngressRoute'];
const SAY_WHO_ROUTES = [...ROUTES, 'IngressClass', 'Gateway', 'GatewayClass', 'Service', 'Namespace'];
const MESHES = /"[^"]*(?:istio|linkerd)\.io\//;
const PROFILE = { kubernetesMinor: parseMinor(DEFAULT_KUBERNETES_VERSION)!, router: ROUTERS.cluster };

/** Routers that the chart shows, and that are slower than the numbers of a service allow. */
export const routerProblems: CollisionCheck = (members, objects) => {
  // Rendering costs as much as writing, so only objects that may show a router are rendered.
  const own = new Map(members.flatMap(({ kubeService }) => kubeService ? [[ApiObject.of(kubeService), kubeService]] : []));
  const mayBeFound = objects.some(object => ROUTES.includes(object.kind) || isLoadBalancer(object, own.get(object)))
    || members.some(member => mayBeInMesh(member, objects))
    || (members.some(({ kubeService }) => !kubeService) && objects.some(object => object.kind === 'Service' && !own.has(object)));
  if (!mayBeFound) { return []; }
  const deployments = new Map(members.map(member => [ApiObject.of(member.service.deployment), member]));
  const manifests = manifestsOf(objects.filter(object => SAY_WHO_ROUTES.includes(object.kind) || deployments.has(object)));
  if (!manifests) { return []; }
  return members.flatMap(member => {
    const workload = manifests.workloads.find(({ name, namespace }) => isOf(member, name, namespace));
    const text = workload && problemOf(member, workload, manifests);
    return text ? [{ member, text }] : [];
  });
};

// The type that cdk8s-plus knows need not be rendered, unless a patch changed it.
function isLoadBalancer(object: ApiObject, service: Service | undefined): boolean {
  if (object.kind !== 'Service') { return false; }
  if (hasAnnotation(object, 'cloud.google.com/neg')) { return true; }
  if (service && !NewerFields._isPatched(service)) { return service.type === ServiceType.LOAD_BALANCER; }
  return object.toJson().spec?.type === 'LoadBalancer';
}

// cdk8s keeps annotations private, and rendering them for each Service costs too much.
function hasAnnotation({ metadata }: ApiObject, key: string): boolean {
  const { annotations } = metadata as unknown as { readonly annotations?: object };
  return annotations !== undefined && Object.hasOwn(annotations, key);
}

// A mesh alone matters only to a single pod: it cannot hand over.
function mayBeInMesh({ plan, service: { deployment } }: Member, objects: ApiObject[]): boolean {
  return plan.stop.handover !== undefined
    && (objects.some(({ kind }) => kind === 'Namespace') || MESHES.test(JSON.stringify(deployment.podMetadata.toJson())));
}

function isOf({ service: { deployment } }: Member, name: string, namespace: string | undefined): boolean {
  return deployment.name === name && deployment.metadata.namespace === namespace;
}

function problemOf({ plan }: Member, workload: Workload, manifests: ManifestSet): string | undefined {
  const { stop: { router } } = plan;
  // The owner has measured a custom exposure.
  if (router.name === 'custom') { return undefined; }
  if (router.name === 'none') { return servesRequests(workload) ? requestsToWorkers(workload) : undefined; }
  const shown = shownRouters(workload, { ...PROFILE, router }, manifests);
  const slowest = slowestOf(shown);
  const harm = slowest && harmOf(plan, slowest);
  if (!harm) { return undefined; }
  const shows = `the chart shows ${slowest.called} before its pods, but 'exposure' is ${router.stated ? '' : 'not stated, hence '}Exposure.${router.name}(). `;
  // Another exposure would lose the times of the stated one.
  if (isSlower(router, slowest) && plan.stop.stopDelay >= slowest.minimum) {
    return `${shows}Allowed: a minReady of at least ${slowest.registrationTime} s. ${harm} Remedy: write minReady: Duration.seconds(${slowest.registrationTime}).`;
  }
  const name = routerNameOf(slowest);
  return `${shows}Allowed: an exposure that is at least as slow${name ? `: Exposure.${name}()` : ''}. ${harm} `
    + `Remedy: write exposure: Exposure.${name ?? 'custom'}(${name ? '' : '…'})${name ? ', or Exposure.custom(…) with the times that you measured' : ''}.`;
}

function requestsToWorkers({ services: [{ object }] }: Workload): string {
  return `the Service '${object.name}' sends requests to its pods, but a ZeroDowntimeWorker has no Service for users. Allowed: a Service for metrics only. `
    + 'SIGTERM comes at once, while requests still arrive: in each update they are refused. '
    + 'Remedy: make it a ZeroDowntimeService.';
}
