import { Admission, admissionsOf, admitsPods, admitsPort, isOutsideOnly } from './admissions';
import { knownPodsOf } from './known-pods';
import { NAMESPACE_NAME } from './namespace-selectors';
import { isFor, networkPolicies } from './network-policies';
import {
  booleanAt, listAt, ManifestObject, ManifestSet, matcherOf, PodOwner, selectorAt, Service, stringAt, valueAt,
} from '../../manifests';
import { anyPodSpecOf } from '../pod/pod-spec';

/** The egress that policies allow for pods; undefined if no policy applies, as with hostNetwork. */
export function departuresFrom(manifests: ManifestSet, pods: PodOwner): readonly Admission[] | undefined {
  if (booleanAt(anyPodSpecOf(pods.object), ['hostNetwork'])) { return undefined; }
  const policies = networkPolicies(manifests).filter(policy => policy.isAboutEgress && isFor(policy, pods));
  return policies.length === 0 ? undefined : policies.flatMap(policy => admissionsOf(policy, ['egress', 'to']));
}

/** Whether any address outside the cluster can be reached. */
export function admitsOutside(departures: readonly Admission[]): boolean {
  return departures.some(departure => !departure.peer || isOutsideOnly(departure) || valueAt(departure.peer, ['ipBlock']) !== undefined);
}

/** Whether the pods of a Service can be reached, at least one of its ports. */
export function admitsService(departures: readonly Admission[], service: Service, manifests: ManifestSet): boolean {
  const targets = manifests.selected.get(service.object) ?? [];
  if (targets.length === 0) { return departures.length > 0; }
  const { ports } = service;
  return targets.some(pods => departures.some(departure => isTowards(departure, pods) && (ports.length === 0
    || ports.some(({ targetPort, protocol }) => admitsPort(departure, portOf(pods, targetPort, protocol))))));
}

// Labels of other namespaces are rarely in the manifests, but their names are known, as a label.
function isTowards(departure: Admission, pods: PodOwner): boolean {
  const { peer, policy } = departure;
  const spaces = peer && selectorAt(peer, ['namespaceSelector']);
  const isNamed = spaces !== undefined && Object.keys(spaces.matchLabels).join() === NAMESPACE_NAME
    && spaces.matchExpressions.length === 0;
  if (isNamed && !matcherOf(spaces)({ [NAMESPACE_NAME]: pods.namespace ?? '' })) { return false; }
  return admitsPods({ ...departure, policy }, pods);
}

function portOf(pods: PodOwner, target: number | string | undefined, protocol: string) {
  const ports = knownPodsOf(pods)?.containers.flatMap(container => container.ports) ?? [];
  const declared = ports.find(port => port.protocol === protocol && (port.name === target || port.number === target));
  return { number: typeof target === 'number' ? target : declared?.number, name: declared?.name, protocol };
}

const ADDRESS = /[a-z][a-z0-9+.-]{1,20}:\/\/(?:[^@/\s"]{0,200}@)?([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,10})/gi;

/** The hosts that the containers name in addresses. */
export function hostsCalledBy(object: ManifestObject): string[] {
  const texts = containersOf(object).map(({ value }) => JSON.stringify({ ...value as object, image: undefined }));
  return texts.flatMap(text => [...text.matchAll(ADDRESS)].map(([, host]) => host)).filter(host => !/^[\d.]+$|^localhost$/.test(host));
}

/** Whether a host is outside the cluster. */
export function isOutside(host: string): boolean {
  return /\.[a-z]{2,}$/i.test(host) && !/\.svc(?:\.|$)|\.(?:local|internal)$/.test(host);
}

/** Whether the containers have no setting that could be an address: no variables, arguments or files. */
export function isToldNothing(object: ManifestObject): boolean {
  return containersOf(object).every(container => ['env', 'envFrom', 'args', 'volumeMounts'].every(field => listAt(container, [field]).length === 0))
    && stringAt(anyPodSpecOf(object), ['serviceAccountName']) === undefined;
}

function containersOf(object: ManifestObject) {
  const pod = anyPodSpecOf(object);
  return [...listAt(pod, ['containers']), ...listAt(pod, ['initContainers'])];
}
