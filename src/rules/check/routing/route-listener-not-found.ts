import { once, perCluster } from '../../../analysis/memoize';
import {
  FieldCursor, groupOf, isGateway, keyOf, listAt, ManifestObject, ManifestSet, mappingAt, matcherOf, numberAt, rootOf, Route,
  selectorAt, showPath, stringAt, stringMapAt,
} from '../../../manifests';
import { listSome, nearestWord, shorten } from '../../../text';
import { edited } from '../../fixes/edited';
import { Rule, RuleResult, Violation } from '../../rule';

const ROUTE = (section: string): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: public }
spec: { gatewayClassName: contour, listeners: [{ name: https, port: 443, protocol: HTTPS, hostname: '*.example.com' }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec: { parentRefs: [{ name: public, sectionName: ${section} }], hostnames: [shop.example.com], rules: [{ backendRefs: [{ name: web, port: 80 }] }] }
---
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 50, containers: [{ name: web, lifecycle: { preStop: { sleep: { seconds: 15 } } } }] } } }
`;

export const routeListenerNotFound: Rule = {
  id: 'route-listener-not-found',
  severity: 'error',
  title: 'Route to a listener that the Gateway does not have',
  impact: 'The route is not accepted: every request to its hosts is answered with 404, or the connection is reset.',
  why: 'A route is attached to the listeners of its Gateway by sectionName, port, hostname and allowedRoutes, which is the namespace of the Gateway where it is left out. Where none fits, the Gateway ignores the route.',
  fix: 'Name a listener of the Gateway, and hosts that its hostname covers.',
  reference: 'https://gateway-api.sigs.k8s.io/reference/spec/#parentreference',
  examples: { failing: ROUTE('https-gateway'), passing: ROUTE('https') },
  judge: manifests => manifests.routes.flatMap((route): RuleResult[] => {
    const { object } = route;
    if (groupOf(object) !== 'gateway.networking.k8s.io') { return []; }
    const parents = listAt(rootOf(object.json), ['spec', 'parentRefs']).flatMap(parent => {
      const gateway = gatewayOf(parent, object, manifests);
      return gateway ? [violationOf(parent, gateway, route, manifests)] : [];
    });
    return parents.length === 0 ? [] : [{ object, violations: parents.filter(found => found !== undefined) }];
  }),
};

const gateways = perCluster(({ objects }) => new Map(objects
  .filter(isGateway)
  .map(object => [keyOf(object.namespace, object.name), object])));

function gatewayOf(parent: FieldCursor, { namespace }: ManifestObject, manifests: ManifestSet): ManifestObject | undefined {
  if ((stringAt(parent, ['kind']) ?? 'Gateway') !== 'Gateway') { return undefined; }
  return gateways(manifests).get(keyOf(stringAt(parent, ['namespace']) ?? namespace, stringAt(parent, ['name']) ?? ''));
}

function violationOf(
  parent: FieldCursor, gateway: ManifestObject, { object, hosts }: Route, manifests: ManifestSet,
): Violation | undefined {
  const listeners = listenersOf(gateway);
  if (listeners.length === 0) { return undefined; }
  const section = stringAt(parent, ['sectionName']);
  const port = numberAt(parent, ['port']);
  const named = section === undefined ? listeners : listeners.filter(({ name }) => name === section);
  if (named.length === 0) { return unnamed([...parent.path, 'sectionName'], section!, listeners.map(({ name }) => name), gateway); }
  const fitting = port === undefined ? named : named.filter(listener => listener.port === port);
  if (fitting.length === 0) {
    return {
      path: [...parent.path, 'port'],
      message: `Gateway ${shorten(gateway.name)} has no listener on port ${port}${section === undefined ? '' : ` called ${shorten(section)}`}: the route is not accepted, and every request to it fails.`,
      fix: `Set ${showPath([...parent.path, 'port'])} to ${listSome(named.map(listener => `${listener.port ?? ''}`), 'or')}.`,
    };
  }
  if (fitting.every(({ cursor }) => refuses(cursor, gateway, object, manifests))) {
    return {
      path: parent.path,
      message: `No listener of Gateway ${shorten(gateway.name)} takes routes of namespace ${shorten(object.namespace!)}, as its allowedRoutes ${fitting.length === 1 ? 'says' : 'say'}: the route is not accepted, and every request to it fails.`,
      fix: `Let allowedRoutes.namespaces of a listener of Gateway ${shorten(gateway.name)} select namespace ${shorten(object.namespace!)}.`,
    };
  }
  const covered = fitting.flatMap(({ hostname }) => hostname ? [hostname] : []);
  const isOpen = hosts.length === 0 || covered.length < fitting.length;
  if (isOpen || isCovered(hosts.map(host => host.toLowerCase()), covered)) { return undefined; }
  return {
    path: ['spec', 'hostnames'],
    message: `No listener of Gateway ${shorten(gateway.name)} (${shorten(covered.slice(0, 50).join(', '), 200)}) covers ${hosts.length === 1 ? `host ${shorten(hosts[0])}` : 'one of the hosts'}: the route is not accepted, and every request to it fails.`,
    fix: `Set ${showPath(['spec', 'hostnames'])} to hosts that a listener covers, or add a listener for them.`,
  };
}

/** What a Gateway says of one of its listeners. */
interface Listener {
  readonly cursor: FieldCursor;
  readonly name: string;
  readonly port?: number;
  readonly hostname?: string;
}

const listenersOf = once((gateway: ManifestObject): Listener[] => listAt(rootOf(gateway.json), ['spec', 'listeners']).map(cursor => ({
  cursor, name: stringAt(cursor, ['name']) ?? '', port: numberAt(cursor, ['port']), hostname: stringAt(cursor, ['hostname'])?.toLowerCase(),
})));

// Left out it is Same. The labels of a namespace are known where its object is here.
function refuses(listener: FieldCursor, gateway: ManifestObject, { namespace }: ManifestObject, manifests: ManifestSet): boolean {
  if (namespace === undefined || gateway.namespace === undefined) { return false; }
  const allowed = mappingAt(listener, ['allowedRoutes', 'namespaces']);
  switch (stringAt(allowed, ['from']) ?? 'Same') {
    case 'Same': return namespace !== gateway.namespace;
    case 'None': return true;
    case 'Selector': {
      const selector = selectorAt(allowed, ['selector']);
      const found = manifests.objects.find(({ kind, name }) => kind === 'Namespace' && name === namespace);
      if (!selector || !found) { return false; }
      const labels = stringMapAt(rootOf(found.json), ['metadata', 'labels']);
      return !matcherOf(selector)({ ...labels, 'kubernetes.io/metadata.name': namespace });
    }
    default: return false;
  }
}

function unnamed(path: Violation['path'], section: string, names: readonly string[], { name }: ManifestObject): Violation {
  const nearest = nearestWord(section, names) ?? (names.length === 1 ? names[0] : undefined);
  return {
    path,
    message: `Gateway ${shorten(name)} has no listener ${shorten(section)}, only ${listSome(names.map(each => shorten(each)), 'and')}: the route is not accepted, and every request to its hosts fails.`,
    ...nearest === undefined
      ? { fix: `Set ${showPath(path)} to the name of a listener.` }
      : edited([{ path, value: nearest }], { byHand: 'that this listener is meant' }),
  };
}

function isCovered(hosts: readonly string[], listeners: readonly string[]): boolean {
  const known = new Set(listeners);
  if (hosts.some(host => known.has(host))) { return true; }
  const covers = (wide: string, narrow: string): boolean => wide.startsWith('*.') && narrow.endsWith(wide.slice(1)) && narrow.length > wide.length - 1;
  const [wideHosts, wideListeners] = [hosts, listeners].map(names => names.filter(name => name.startsWith('*.')));
  return hosts.some(host => wideListeners.some(wide => covers(wide, host))) || wideHosts.some(wide => listeners.some(name => covers(wide, name)));
}
