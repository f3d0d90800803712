import { coversHost, hostsOfListeners, listenerNames, Listeners, listenersFor, parentsOf, takesKind } from '../../../analysis/traffic/listeners';
import { FieldCursor, ManifestObject, numberAt, Route, showPath, stringAt } from '../../../manifests';
import { listNames, listSome, nearestWord, shorten } from '../../../text';
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
  title: 'Route with a listener that the Gateway does not have',
  impact: 'The route is not accepted: every request to its hosts is answered with 404, or the connection is reset.',
  why: 'A route is attached to the listeners of its Gateway by sectionName, port, hostname and allowedRoutes, which defaults to the namespace of the Gateway. If no listener matches, the Gateway ignores the route.',
  fix: 'Name an existing listener of the Gateway, and hosts that its hostname covers.',
  reference: 'https://gateway-api.sigs.k8s.io/reference/spec/#parentreference',
  examples: { failing: ROUTE('https-gateway'), passing: ROUTE('https') },
  judge: manifests => manifests.routes.flatMap((route): RuleResult[] => {
    const { object } = route;
    const parents = parentsOf(object).flatMap(parent => {
      const listeners = listenersFor(parent, object, manifests);
      return listeners ? [violationOf(parent, listeners, route)] : [];
    });
    return parents.length === 0 ? [] : [{ object, violations: parents.filter(found => found !== undefined) }];
  }),
};

function violationOf(parent: FieldCursor, listeners: Listeners, { object, hosts }: Route): Violation | undefined {
  const { gateway, named, onPort, taking } = listeners;
  const section = stringAt(parent, ['sectionName']);
  if (named.length === 0) { return unnamed([...parent.path, 'sectionName'], section!, listenerNames(listeners), gateway); }
  if (onPort.length === 0) {
    return {
      path: [...parent.path, 'port'],
      message: `Gateway ${shorten(gateway.name)} has no listener on port ${numberAt(parent, ['port'])}${section === undefined ? '' : ` called ${shorten(section)}`}: the route is not accepted, and every request to it fails.`,
      fix: `Set ${showPath([...parent.path, 'port'])} to ${listSome(named.map(listener => `${numberAt(listener, ['port']) ?? ''}`), 'or')}.`,
    };
  }
  if (taking.length === 0) { return untaken(parent, onPort, gateway, object); }
  const covered = hostsOfListeners(taking);
  if (covered === undefined || hosts.length === 0 || hosts.some(host => coversHost(taking, host))) { return undefined; }
  return {
    path: ['spec', 'hostnames'],
    message: `No listener of Gateway ${shorten(gateway.name)} (${shorten(covered.slice(0, 50).join(', '), 200)}) covers ${hosts.length === 1 ? `host ${shorten(hosts[0])}` : 'one of the hosts'}: the route is not accepted, and every request to it fails.`,
    fix: `Set ${showPath(['spec', 'hostnames'])} to hosts that a listener covers, or add a listener for them.`,
  };
}

function untaken(
  { path }: FieldCursor, listeners: readonly FieldCursor[], gateway: ManifestObject, object: ManifestObject,
): Violation {
  const says = `as its allowedRoutes ${listeners.length === 1 ? 'says' : 'say'}: the route is not accepted, and every request to it fails.`;
  const what = `No listener of Gateway ${shorten(gateway.name)} accepts`;
  return listeners.some(listener => takesKind(listener, object)) ? {
    path,
    message: `${what} routes of namespace ${shorten(object.namespace!)}, ${says}`,
    fix: `Let allowedRoutes.namespaces of a listener of Gateway ${shorten(gateway.name)} select namespace ${shorten(object.namespace!)}.`,
  } : {
    path,
    message: `${what} an ${shorten(object.kind)}, ${listeners.some(isNotOfHttp) ? says.replace('its allowedRoutes', 'its protocol') : says}`,
    fix: `Add ${shorten(object.kind)} to allowedRoutes.kinds of a listener of Gateway ${shorten(gateway.name)}${/^(?:HTTP|GRPC)Route$/.test(object.kind) ? ' with protocol HTTP or HTTPS' : ''}.`,
  };
}

function unnamed(path: Violation['path'], section: string, names: readonly string[], { name }: ManifestObject): Violation {
  const nearest = nearestWord(section, names) ?? (names.length === 1 ? names[0] : undefined);
  return {
    path,
    message: `Gateway ${shorten(name)} has no listener ${shorten(section)}, only ${listNames(names)}: the route is not accepted, and every request to its hosts fails.`,
    ...nearest === undefined
      ? { fix: `Set ${showPath(path)} to the name of an existing listener.` }
      : edited([{ path, value: nearest }], { byHand: 'that this listener is meant' }),
  };
}

function isNotOfHttp(listener: FieldCursor): boolean {
  return ['TLS', 'TCP', 'UDP'].includes(stringAt(listener, ['protocol']) ?? '');
}
