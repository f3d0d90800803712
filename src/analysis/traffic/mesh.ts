import { booleanAt, groupOf, ManifestSet, Workload } from '../../manifests';
import { onceInCluster, perCluster } from '../memoize';
import { isMeshProxy } from '../pod/known-images';
import { anyPodSpecOf } from '../pod/pod-spec';

/** A service mesh that adds its proxy to pods when they are created. */
export type Mesh = 'istio' | 'linkerd';

/** The mesh that the pods, or else their Namespace, enable. */
export const meshOf = onceInCluster((workload: Workload, manifests): Mesh | undefined => {
  const { podLabels, podAnnotations, namespace, containers } = workload;
  // A gateway consists only of the proxy.
  if (containers.length > 0 && containers.every(isMeshProxy)) { return undefined; }
  // No mesh redirects the traffic of the node.
  if (usesHostNetwork(workload)) { return undefined; }
  const around = namespaces(manifests).get(namespace);
  const istio = own(podLabels, ISTIO) ?? own(podAnnotations, ISTIO);
  const linkerd = own(podAnnotations, LINKERD);
  if (istio === 'true' || (istio !== 'false' && own(podLabels, REVISION))) { return 'istio'; }
  if (isOn(linkerd)) { return 'linkerd'; }
  if (istio !== 'false' && around && (own(around.labels, 'istio-injection') === 'enabled' || own(around.labels, REVISION))) { return 'istio'; }
  return linkerd === undefined && around && isOn(own(around.annotations, LINKERD)) ? 'linkerd' : undefined;
});

export function usesHostNetwork({ object }: Workload): boolean {
  return booleanAt(anyPodSpecOf(object), ['hostNetwork']) === true;
}

/** Groups of objects that only proxies of a mesh, or its gateways, read. */
const OF_MESHES = /(?:^|\.)(?:istio\.io|linkerd\.io|kuma\.io)$|^consul\.hashicorp\.com$/;
const OTHER_MESHES = /^(?:kuma\.io|consul\.hashicorp\.com)\//;

/**
 * Whether a mesh may send requests to the pods, since they or their namespace enable it, or since the cluster has objects for one and
 * the pods do not opt out: injection may be enabled elsewhere.
 */
export function mayBeMeshed(workload: Workload, manifests: ManifestSet): boolean {
  const { podLabels, podAnnotations, containers } = workload;
  if (meshOf(workload, manifests) !== undefined || containers.every(isMeshProxy)) { return true; }
  if ([...Object.keys(podLabels), ...Object.keys(podAnnotations)].some(key => OTHER_MESHES.test(key))) { return true; }
  const said = own(podLabels, ISTIO) ?? own(podAnnotations, ISTIO) ?? own(podAnnotations, LINKERD);
  return said === undefined && configuresMesh(manifests);
}

const configuresMesh = perCluster(({ objects }) => objects.some(object => OF_MESHES.test(groupOf(object))));

const ISTIO = 'sidecar.istio.io/inject';
const REVISION = 'istio.io/rev';
const LINKERD = 'linkerd.io/inject';

function isOn(linkerd: string | undefined): boolean {
  return linkerd === 'enabled' || linkerd === 'ingress';
}

/** The Namespace objects by name. */
export const namespaces = perCluster(({ objects }) =>
  new Map(objects.filter(object => object.kind === 'Namespace' && groupOf(object) === '').map(object => [object.name as string | undefined, object])));

function own(texts: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(texts, key) ? texts[key] : undefined;
}

const NATIVE_SIDECARS_BY_DEFAULT = 33;

const NATIVE_SIDECARS_SINCE = 27;

/** Whether a revision of Istio, which is named after its version by convention, is too old for native sidecars by default: `1-24-3`. */
function isOldRevision(revision: string | undefined): boolean {
  const minor = /^(?:[a-z]{1,20}-)?1-(\d{1,3})(?:-\d{1,3})?$/.exec(revision ?? '')?.[1];
  return minor !== undefined && Number(minor) < NATIVE_SIDECARS_SINCE;
}

/** The revision of Istio that the pods, or else their Namespace, name. */
function revisionOf({ podLabels, namespace }: Workload, manifests: ManifestSet): string | undefined {
  return own(podLabels, REVISION) ?? own(namespaces(manifests).get(namespace)?.labels ?? {}, REVISION);
}

/**
 * Whether the proxy starts before the containers and stops after them, or this is unknown. Istio does it by default
 * since 1.27 if each kubelet is 1.33 or newer.
 */
export function hasNativeSidecar(workload: Workload, mesh: Mesh, kubernetesMinor: number, manifests: ManifestSet): boolean {
  const { podAnnotations } = workload;
  if (mesh === 'linkerd') {
    return own(podAnnotations, 'config.alpha.linkerd.io/proxy-enable-native-sidecar') === 'true'
    || own(podAnnotations, 'config.beta.linkerd.io/proxy-enable-native-sidecar') === 'true';
  }
  const said = own(podAnnotations, 'sidecar.istio.io/nativeSidecar');
  if (said !== undefined) { return said === 'true'; }
  return kubernetesMinor >= NATIVE_SIDECARS_BY_DEFAULT && !isOldRevision(revisionOf(workload, manifests));
}

export const ISTIO_CONFIG = 'proxy.istio.io/config';

/** One setting of the Istio proxy configuration of the pods, as it is written there. */
export function istioSetting({ podAnnotations }: Workload, name: string): string | undefined {
  const config = own(podAnnotations, ISTIO_CONFIG) ?? '';
  const at = config.indexOf(name);
  return at < 0 ? undefined : /^["']?\s{0,9}:\s{0,9}["']?([\w.]{1,20})/.exec(config.slice(at + name.length, at + name.length + 50))?.[1];
}

/** How long Linkerd's proxy keeps running after SIGTERM, in seconds. */
export const LINKERD_WAIT = 'config.alpha.linkerd.io/proxy-wait-before-exit-seconds';

export function linkerdWait({ podAnnotations }: Workload): number {
  return Number(/^\d{1,6}$/.exec(own(podAnnotations, LINKERD_WAIT) ?? '')?.[0] ?? 0);
}

const UNITS: Record<string, number> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** The seconds of a duration such as `30s`; undefined if it is invalid. */
export function secondsOf(duration: string): number | undefined {
  const parts = /^(\d{1,6}(?:\.\d{1,6})?)(ms|s|m|h)$/.exec(duration);
  return parts ? Number(parts[1]) * UNITS[parts[2]] : undefined;
}
