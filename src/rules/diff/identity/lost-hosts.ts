import { istioGatewaysOf, takesHost } from '../../../analysis/traffic/istio-gateways';
import { coversHost, Listeners, listenersFor, parentsOf, selectorsOfNamespaces, takesKind } from '../../../analysis/traffic/listeners';
import { ManifestObject, ManifestSet, Path, rootOf, Route, stringsAt } from '../../../manifests';
import { RuleResult, Violation } from '../../../rules';
import { listWords, shorten } from '../../../text';
import { displayName } from '../../wording/objects';
import { Change } from '../object-diff';
import { keepPrevious } from '../recipe';
import { counterparts } from '../routing/service-steps';
import { isSameObject } from '../untouched';
import { Update } from '../update';

/** Routes that stay while their Gateway changes its listeners, and have hosts that no listener accepts afterwards. */
export function lostHosts(update: Update): RuleResult[] {
  return [...lostServers(update), ...update.routes.kept.flatMap(({ before, after }): RuleResult[] => {
    const old = listenersOf(before, update.before);
    if (old.length === 0) { return []; }
    const now = listenersOf(after, update.after);
    const stay = new Set(after.hosts.length === 0 ? [''] : after.hosts);
    const lost = (before.hosts.length === 0 ? [''] : before.hosts)
      .filter(host => stay.has(host) && isTaken(old, host) && !isTaken(now, host));
    const gateway = changedGateway(old, update);
    return lost.length > 0 && gateway ? [{ object: after.object, violations: [violation(after, lost, now, gateway)] }] : [];
  })];
}

/** VirtualServices with hosts that no server of their Istio Gateways accepts afterwards. */
function lostServers(update: Update): RuleResult[] {
  return update.objects.kept.filter(({ after }) => after.kind === 'VirtualService').flatMap(({ before, after }): RuleResult[] => {
    const old = istioGatewaysOf(before, update.before) ?? [];
    const now = istioGatewaysOf(after, update.after);
    const [was, is] = [before, after].map(({ json }) => stringsAt(rootOf(json), ['spec', 'hosts']));
    const lost = now === undefined || now.length === 0 ? [] : was.filter(host => is.includes(host)
      && old.some(gateway => takesHost(gateway, before, host)) && !now.some(gateway => takesHost(gateway, after, host)));
    const gateway = old.map(object => counterparts(update).afterOf.get(object))
      .find(object => object !== undefined && now?.includes(object));
    return lost.length === 0 || !gateway ? [] : [{
      object: after,
      violations: [{
        path: ['spec', 'hosts', is.indexOf(lost[0])],
        message: `${displayName(gateway)} changes its servers, and none accepts ${inWords(lost)}, which ${displayName(after)} serves: requests to these hosts are answered with 404, or the connection is reset.`,
        fix: `Keep a server for ${inWords(lost)} in ${displayName(gateway)} until no route needs it.`,
        recipe: [{ edits: [keepPrevious(gateway)] }],
      }],
    }];
  });
}

function inWords(hosts: readonly string[]): string {
  return listWords(hosts.slice(0, 3).map(host => shorten(host)));
}

function listenersOf({ object }: Route, manifests: ManifestSet): Listeners[] {
  return parentsOf(object).map(parent => listenersFor(parent, object, manifests)).filter(found => found !== undefined);
}

function isTaken(listeners: readonly Listeners[], host: string): boolean {
  return listeners.some(({ taking }) => coversHost(taking, host));
}

// The removal of a Gateway is reported as such.
function changedGateway(old: readonly Listeners[], update: Update): ManifestObject | undefined {
  return old.map(({ gateway }) => ({ before: gateway, after: counterparts(update).afterOf.get(gateway) }))
    .find(kept => kept.after && !isSameObject(kept as Change<ManifestObject>))?.after;
}

function violation(after: Route, lost: readonly string[], now: readonly Listeners[], gateway: ManifestObject): Violation {
  const hosts = lost.includes('') ? 'its requests' : inWords(lost);
  const closed = closedNamespaces(after, lost, now);
  if (closed) { return closedViolation(after, hosts, closed, gateway); }
  return {
    path: pathOf(after, lost, now),
    message: `${displayName(gateway)} changes its listeners, and none of them will accept ${hosts}, which ${displayName(after.object)} serves: these requests get 404, or the connection is reset.`,
    fix: `Keep a listener for ${hosts} in ${displayName(gateway)} until no route needs it.`,
    recipe: [{ edits: [keepPrevious(gateway)] }],
  };
}

/** The listeners that match the hosts but no longer accept routes from the namespace. */
function closedNamespaces({ object }: Route, lost: readonly string[], now: readonly Listeners[]): Listeners['onPort'] | undefined {
  const fitting = now.flatMap(({ onPort }) => onPort.filter(listener => takesKind(listener, object)));
  const isOpen = now.some(({ taking }) => taking.length > 0);
  return !isOpen && lost.every(host => coversHost(fitting, host)) && fitting.length > 0 ? fitting : undefined;
}

function closedViolation(after: Route, hosts: string, listeners: Listeners['onPort'], gateway: ManifestObject): Violation {
  const { object } = after;
  const namespace = `Namespace ${shorten(object.namespace ?? '')}`;
  const [labels] = selectorsOfNamespaces(listeners);
  return {
    path: parentsOf(object)[0].path,
    message: `${displayName(gateway)} will accept no routes from ${namespace}, because of allowedRoutes in its listeners: ${hosts === 'its requests' ? `requests that ${displayName(object)} serves` : `requests to ${hosts}, which ${displayName(object)} serves,`} are answered with 404, or the connection is reset.`,
    fix: labels === undefined ? `Let allowedRoutes.namespaces of a listener of ${displayName(gateway)} select ${namespace}.`
      : `Give ${namespace} the labels ${shorten(JSON.stringify(labels), 200)} one release earlier.`,
    recipe: [{ edits: [keepPrevious(gateway)] }],
  };
}

// Check reports the same for these.
function pathOf({ object, hosts }: Route, lost: readonly string[], now: readonly Listeners[]): Path {
  const isTaking = now.some(({ taking }) => taking.length > 0);
  return isTaking && hosts.length > 0 ? ['spec', 'hostnames', hosts.indexOf(lost[0])] : parentsOf(object)[0].path;
}
