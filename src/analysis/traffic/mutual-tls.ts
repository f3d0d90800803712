import { callersOf } from './admissions';
import { meshOf, namespaces } from './mesh';
import { placesOf } from './router-peers';
import {
  groupOf, isEmptySelector, listAt, ManifestObject, ManifestSet, matcherOf, Route, rootOf, selectorAt, stringAt, valueAt,
  Workload,
} from '../../manifests';
import { perCluster } from '../memoize';
import { isMeshProxy } from '../pod/known-images';

const ROOT_NAMESPACE = 'istio-system';
const MODE = ['spec', 'mtls', 'mode'];

/** What decides whether pods of the mesh take connections without a certificate of it. */
export interface TlsMode {
  readonly mode: string;
  /** Undefined where Istio's default holds. */
  readonly policy?: ManifestObject;
}

const policies = perCluster(({ objects }) =>
  objects.filter(object => object.kind === 'PeerAuthentication' && groupOf(object) === 'security.istio.io'));

/** The mode of the pods: of the policy that selects them, else of that of the namespace, else of that of the mesh. */
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

/** Whether a policy leaves some of its ports to others than the mesh. */
export function hasOpenPorts({ json }: ManifestObject): boolean {
  return valueAt(rootOf(json), ['spec', 'portLevelMtls']) !== undefined;
}

/** Whether the pods are in Istio's mesh: they, or their Namespace, say so; where that is not here, a policy of their namespace does. */
export function isInMesh(workload: Workload, { policy }: TlsMode, manifests: ManifestSet): boolean {
  const around = namespaces(manifests).get(workload.namespace);
  if (isGatewayOfMesh(workload)) { return false; }
  if (meshOf(workload, manifests) === 'istio' || isAmbient(around)) { return true; }
  const isLeftOut = [workload.podLabels, workload.podAnnotations].some(words => Object.hasOwn(words, 'sidecar.istio.io/inject'));
  return !around && !isLeftOut && policy !== undefined && policy.namespace === workload.namespace;
}

/** A gateway of the mesh takes connections from outside, whatever a policy says. */
function isGatewayOfMesh({ containers, podAnnotations }: Workload): boolean {
  return podAnnotations['inject.istio.io/templates'] === 'gateway' || (containers.length > 0 && containers.every(isMeshProxy));
}

function isAmbient(around: ManifestObject | undefined): boolean {
  return around !== undefined && Object.hasOwn(around.labels, 'istio.io/dataplane-mode') && around.labels['istio.io/dataplane-mode'] === 'ambient';
}

/** The first thing here that sends requests to the pods from outside of the mesh. */
export function firstFromOutside(workload: Workload, manifests: ManifestSet): ManifestObject | undefined {
  const route = workload.routes.find(one => isFromOutside(one, manifests));
  const service = workload.services.find(({ type }) => ['LoadBalancer', 'NodePort'].includes(type));
  return route?.object ?? service?.object ?? workload.services.flatMap(({ object }) => callersOf(object, manifests))
    .map(({ object }) => manifests.workloads.find(one => one.object === object))
    .find(caller => caller && isKnownOutside(caller, manifests))?.object;
}

// A router in the mesh has to be told to send to Services, since its proxy knows these, and no pods.
function isFromOutside(route: Route, manifests: ManifestSet): boolean {
  const places = placesOf(route, manifests);
  const { annotations, json } = route.object;
  const isThroughServices = annotations['nginx.ingress.kubernetes.io/service-upstream'] === 'true'
    || listAt(rootOf(json), ['spec', 'routes']).flatMap(one => listAt(one, ['services'])).some(service => valueAt(service, ['nativeLB']) === true);
  return places.includes('outside') || (!isThroughServices && (places.includes('nginx') || places.includes('traefik')));
}

function isKnownOutside(caller: Workload, manifests: ManifestSet): boolean {
  const around = namespaces(manifests).get(caller.namespace);
  const isLeftOut = caller.podLabels['sidecar.istio.io/inject'] === 'false' || caller.podAnnotations['sidecar.istio.io/inject'] === 'false';
  return meshOf(caller, manifests) !== 'istio' && !isAmbient(around) && (isLeftOut || around !== undefined);
}
