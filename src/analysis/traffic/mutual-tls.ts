import { callersOf } from './admissions';
import { meshOf, namespaces, usesHostNetwork } from './mesh';
import { placesOf } from './router-places';
import { blockingWebhook } from './webhooks';
import {
  groupOf, isEmptySelector, keysAt, listAt, ManifestObject, ManifestSet, matcherOf, Route, rootOf, selectorAt, stringAt, valueAt,
  Workload,
} from '../../manifests';
import { perCluster } from '../memoize';
import { isMeshProxy } from '../pod/known-images';
import { workloadsByObject } from '../workloads';

/** The namespace whose policies apply to the whole mesh. */
export const ROOT_NAMESPACE = 'istio-system';
const MODE = ['spec', 'mtls', 'mode'];
const PORTS = ['spec', 'portLevelMtls'];

/** The policy that decides whether pods of the mesh accept connections without a mesh certificate. */
export interface TlsMode {
  readonly mode: string;
  /** Undefined if Istio's default applies. */
  readonly policy?: ManifestObject;
}

const policies = perCluster(({ objects }) =>
  objects.filter(object => object.kind === 'PeerAuthentication' && groupOf(object) === 'security.istio.io'));

/** The mode of the pods: by the policy that selects them, else that of the namespace, else that of the mesh. */
export function tlsModeOf(workload: Workload, manifests: ManifestSet): TlsMode {
  const saying = policies(manifests).filter(object => !['UNSET', undefined].includes(stringAt(rootOf(object.json), MODE)));
  const own = saying.filter(({ namespace }) => namespace === workload.namespace);
  const found = own.find(object => selects(object, workload)) ?? own.find(isForAll)
    ?? saying.find(object => object.namespace === ROOT_NAMESPACE && isForAll(object));
  return found ? { mode: stringAt(rootOf(found.json), MODE)!, policy: found } : { mode: 'PERMISSIVE' };
}

function isForAll({ json }: ManifestObject): boolean {
  const selector = selectorAt(rootOf(json), ['spec', 'selector']);
  return selector === undefined || isEmptySelector(selector);
}

function selects(policy: ManifestObject, { podLabels }: Workload): boolean {
  const selector = selectorAt(rootOf(policy.json), ['spec', 'selector']);
  return !isForAll(policy) && matcherOf(selector!)(podLabels);
}

/** Why pods have a mode at a port: the policy that selects them, else that of all ports. */
export function tlsModeAt(port: string, workload: Workload, manifests: ManifestSet): TlsMode {
  const policy = ownPolicyOf(workload, manifests);
  const mode = policy && stringAt(rootOf(policy.json), [...PORTS, port, 'mode']);
  return mode === undefined || mode === 'UNSET' ? tlsModeOf(workload, manifests) : { mode, policy };
}

/** The ports for which a policy sets a mode of their own. */
export function portsWithMode(workload: Workload, manifests: ManifestSet): string[] {
  const policy = ownPolicyOf(workload, manifests);
  return policy ? keysAt(rootOf(policy.json), PORTS) : [];
}

function ownPolicyOf(workload: Workload, manifests: ManifestSet): ManifestObject | undefined {
  return policies(manifests).find(object => object.namespace === workload.namespace && selects(object, workload));
}

/** Whether some ports of the pods are open to clients outside the mesh: by a policy that selects them, or because the proxy has not all. */
export function hasOpenPorts(workload: Workload, manifests: ManifestSet): boolean {
  return portsWithMode(workload, manifests).length > 0 || bypassesProxy(workload);
}

/** Whether requests to some ports of the pods do not reach the proxy. */
export function bypassesProxy({ podAnnotations }: Workload): boolean {
  return OPEN_PORTS.some(key => Object.hasOwn(podAnnotations, key));
}

const OPEN_PORTS = ['traffic.sidecar.istio.io/excludeInboundPorts', 'traffic.sidecar.istio.io/includeInboundPorts'];

/** Whether the pods are in Istio's mesh: by themselves or their Namespace, or, if that is not in the manifests, by a policy of the namespace. */
export function isInMesh(workload: Workload, { policy }: TlsMode, manifests: ManifestSet): boolean {
  const around = namespaces(manifests).get(workload.namespace);
  if (isGatewayOfMesh(workload)) { return false; }
  if (meshOf(workload, manifests) === 'istio' || isAmbient(workload, manifests)) { return true; }
  const isLeftOut = [workload.podLabels, workload.podAnnotations].some(words => Object.hasOwn(words, 'sidecar.istio.io/inject'))
    || Object.hasOwn(workload.podLabels, DATAPLANE) || usesHostNetwork(workload);
  // A policy of the root namespace is for the whole mesh, and does not show that pods beside it, such as those of istiod, are in the mesh.
  return !around && !isLeftOut && policy !== undefined
    && policy.namespace === workload.namespace && policy.namespace !== ROOT_NAMESPACE;
}

/** Whether it is a gateway of the mesh, which accepts connections from outside, whatever the policies. */
export function isGatewayOfMesh({ containers, podAnnotations }: Workload): boolean {
  return podAnnotations['inject.istio.io/templates'] === 'gateway' || (containers.length > 0 && containers.every(isMeshProxy));
}

const DATAPLANE = 'istio.io/dataplane-mode';

/** Whether the proxy of the node takes the requests to the pods: by their label, else by that of their Namespace. */
export function isAmbient(workload: Workload, manifests: ManifestSet): boolean {
  const labels = { ...namespaces(manifests).get(workload.namespace)?.labels, ...workload.podLabels };
  return Object.hasOwn(labels, DATAPLANE) && labels[DATAPLANE] === 'ambient' && !usesHostNetwork(workload);
}

/** The first object here that sends requests to the pods from outside the mesh. */
export function firstFromOutside(workload: Workload, manifests: ManifestSet): ManifestObject | undefined {
  const route = workload.routes.find(one => isFromOutside(one, manifests));
  const service = workload.services.find(({ type }) => ['LoadBalancer', 'NodePort'].includes(type));
  return route?.object ?? service?.object ?? workload.services.flatMap(({ object }) => callersOf(object, manifests))
    .map(({ object }) => workloadsByObject(manifests).get(object))
    .find(caller => caller && isKnownOutside(caller, manifests))?.object
    // The API server is not in the mesh.
    ?? blockingWebhook(workload, manifests);
}

/** A route to pods whose connections they refuse. */
export interface RefusedRoute {
  readonly route: Route;
  /** Whether its router cannot be in the mesh. */
  readonly isCertain: boolean;
}

/** The first route whose router has no certificate of the mesh, although the pods require one. */
export function refusedRoute(workload: Workload, manifests: ManifestSet): RefusedRoute | undefined {
  const is = tlsModeOf(workload, manifests);
  if (is.mode !== 'STRICT' || hasOpenPorts(workload, manifests) || !isInMesh(workload, is, manifests)) { return undefined; }
  const refused = workload.routes.filter(one => isFromOutside(one, manifests) && !sendsToServices(one, manifests))
    .map(route => ({ route, isCertain: placesOf(route, manifests).includes('outside') }));
  return refused.find(({ isCertain }) => isCertain) ?? refused[0];
}

/** Whether the ConfigMap of ingress-nginx has the setting for all its routes. */
function sendsToServices(route: Route, manifests: ManifestSet): boolean {
  return placesOf(route, manifests).includes('nginx') && isSentToServices(manifests);
}

const isSentToServices = perCluster(({ objects }) => objects
  .some(({ kind, json }) => kind === 'ConfigMap' && stringAt(rootOf(json), ['data', 'service-upstream']) === 'true'));

// A router in the mesh must be configured to send to Services, since its proxy knows Services, not pods.
function isFromOutside(route: Route, manifests: ManifestSet): boolean {
  const places = placesOf(route, manifests);
  const { annotations, json } = route.object;
  const isThroughServices = annotations['nginx.ingress.kubernetes.io/service-upstream'] === 'true'
    || listAt(rootOf(json), ['spec', 'routes']).flatMap(one => listAt(one, ['services'])).some(service => valueAt(service, ['nativeLB']) === true);
  return places.includes('outside') || (!isThroughServices && (places.includes('nginx') || places.includes('traefik')));
}

/** Whether the pods are shown to have no proxy of the mesh. */
export function isKnownOutside(caller: Workload, manifests: ManifestSet): boolean {
  const around = namespaces(manifests).get(caller.namespace);
  const isLeftOut = caller.podLabels['sidecar.istio.io/inject'] === 'false' || caller.podAnnotations['sidecar.istio.io/inject'] === 'false';
  return meshOf(caller, manifests) !== 'istio' && !isAmbient(caller, manifests) && (isLeftOut || around !== undefined);
}
