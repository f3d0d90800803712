import { namespaces } from './mesh';
import { selectsNamespace } from './namespace-selectors';
import {
  FieldCursor, groupOf, isGateway, keyOf, listAt, ManifestObject, ManifestSet, mappingAt, numberAt, rootOf, selectorAt,
  stringAt, stringMapAt,
} from '../../manifests';
import { once, perCluster } from '../memoize';

/** The listeners of a Gateway for a route that refers to it, in the order of checks of the Gateway API. */
export interface Listeners {
  readonly gateway: ManifestObject;
  readonly all: readonly FieldCursor[];
  /** Those with the sectionName; all if the route does not name one. */
  readonly named: readonly FieldCursor[];
  /** Of these, those on the port that the route names. */
  readonly onPort: readonly FieldCursor[];
  /** Of these, those that allow routes of its kind and its namespace. */
  readonly taking: readonly FieldCursor[];
}

const gateways = perCluster(({ objects }) => new Map(objects
  .filter(isGateway)
  .map(object => [keyOf(object.namespace, object.name), object])));

/** The places where a route of the Gateway API refers to Gateways. */
export function parentsOf(object: ManifestObject): FieldCursor[] {
  return groupOf(object) === 'gateway.networking.k8s.io' ? listAt(rootOf(object.json), ['spec', 'parentRefs']) : [];
}

/** The listeners for a parentRef; undefined if its Gateway is not in the manifests. */
export function listenersFor(parent: FieldCursor, object: ManifestObject, manifests: ManifestSet): Listeners | undefined {
  if ((stringAt(parent, ['kind']) ?? 'Gateway') !== 'Gateway') { return undefined; }
  const gateway = gateways(manifests).get(keyOf(stringAt(parent, ['namespace']) ?? object.namespace, stringAt(parent, ['name']) ?? ''));
  const all = gateway ? listenersOf(gateway) : [];
  if (!gateway || all.length === 0) { return undefined; }
  const [section, port] = [stringAt(parent, ['sectionName']), numberAt(parent, ['port'])];
  const key = keyOf(section, port, object.kind, object.namespace);
  const known = knownListeners(manifests).get(gateway) ?? new Map<string, Listeners>();
  knownListeners(manifests).set(gateway, known);
  const listeners = known.get(key) ?? listenersWith(section, port, gateway, object, manifests);
  known.set(key, listeners);
  return listeners;
}

/** The results for routes of one kind and namespace with the same reference: there may be thousands of them. */
const knownListeners = perCluster(() => new Map<ManifestObject, Map<string, Listeners>>());

const listenersOf = once((gateway: ManifestObject) => listAt(rootOf(gateway.json), ['spec', 'listeners']));

/** The names of the listeners of a Gateway, in order. */
export const listenerNames = once(({ all }: Pick<Listeners, 'all'>): readonly string[] => all.map(listener => stringAt(listener, ['name']) ?? ''));

function listenersWith(
  section: string | undefined, port: number | undefined, gateway: ManifestObject, object: ManifestObject, manifests: ManifestSet,
): Listeners {
  const all = listenersOf(gateway);
  const named = section === undefined ? all : all.filter(listener => stringAt(listener, ['name']) === section);
  const onPort = port === undefined ? named : named.filter(listener => numberAt(listener, ['port']) === port);
  const taking = onPort.filter(listener => takesKind(listener, object) && takesNamespace(listener, gateway, object, manifests));
  return { gateway, all, named, onPort, taking };
}

/** Routes of HTTP, and the protocols whose listeners do not serve them, whatever kinds they allow. */
const OF_HTTP = ['HTTPRoute', 'GRPCRoute'];
const WITHOUT_HTTP = ['TLS', 'TCP', 'UDP'];

export function takesKind(listener: FieldCursor, { kind }: ManifestObject): boolean {
  if (OF_HTTP.includes(kind) && WITHOUT_HTTP.includes(stringAt(listener, ['protocol']) ?? '')) { return false; }
  const kinds = listAt(listener, ['allowedRoutes', 'kinds']);
  return kinds.length === 0 || kinds.some(allowed => stringAt(allowed, ['kind']) === kind);
}

// The default is Same. The labels of a namespace are known if its object is in the manifests.
function takesNamespace(
  listener: FieldCursor, gateway: ManifestObject, { namespace }: ManifestObject, manifests: ManifestSet,
): boolean {
  if (namespace === undefined || gateway.namespace === undefined) { return true; }
  const allowed = mappingAt(listener, ['allowedRoutes', 'namespaces']);
  switch (stringAt(allowed, ['from']) ?? 'Same') {
    case 'Same': return namespace === gateway.namespace;
    case 'None': return false;
    case 'Selector': {
      const selector = selectorAt(allowed, ['selector']);
      return !selector || !namespaces(manifests).has(namespace) || selectsNamespace(selector, namespace, manifests) === true;
    }
    default: return true;
  }
}

/** The labels by which listeners select the namespaces of routes, if they select only by labels. */
export function selectorsOfNamespaces(listeners: readonly FieldCursor[]): Readonly<Record<string, string>>[] {
  return listeners.map(listener => mappingAt(listener, ['allowedRoutes', 'namespaces']))
    .filter(allowed => stringAt(allowed, ['from']) === 'Selector' && listAt(allowed, ['selector', 'matchExpressions']).length === 0)
    .map(allowed => stringMapAt(allowed, ['selector', 'matchLabels']));
}

/** The hosts of listeners; undefined if one of them accepts any. */
export const hostsOfListeners = once((listeners: readonly FieldCursor[]): string[] | undefined => {
  const hosts = listeners.map(listener => stringAt(listener, ['hostname']) ?? '');
  return hosts.includes('') ? undefined : hosts;
});

/** The hosts, and the domains above them: `b.c` and `c` for `a.b.c`. */
const hostIndex = once((hosts: readonly string[]) => {
  const lower = hosts.map(host => host.toLowerCase());
  return { exact: new Set(lower), endings: new Set(lower.flatMap(endingsOf)) };
});

function endingsOf(host: string): string[] {
  const labels = host.split('.');
  return labels.slice(1).map((_, i) => labels.slice(i + 1).join('.'));
}

/** Whether one of the listeners accepts a host of a route; an empty host means any. */
export function coversHost(listeners: readonly FieldCursor[], host: string): boolean {
  const covered = hostsOfListeners(listeners);
  return covered === undefined || (host === '' ? covered.length > 0 : intersects(host, covered));
}

/** Whether a host is one of these, or a wildcard on either side covers the other. */
export function intersects(host: string, listeners: readonly string[]): boolean {
  const { exact, endings } = hostIndex(listeners);
  const one = host.toLowerCase();
  return exact.has(one) || (one.startsWith('*.') && endings.has(one.slice(2))) || endingsOf(one).some(ending => exact.has(`*.${ending}`));
}
