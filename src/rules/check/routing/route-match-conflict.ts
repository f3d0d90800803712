import { perCluster } from '../../../analysis/memoize';
import { withoutSlash } from '../../../analysis/traffic/paths-and-hosts';
import {
  groupedBy, isSameJson, keyOf, listAt, ManifestSet, MOST_MATCHES, numberAt, rootOf, Route, RouteMatch, RouteRule, stringAt,
} from '../../../manifests';
import { shorten } from '../../../text';
import { Rule, RuleResult, Violation } from '../../rule';
import { SECOND_SERVICE } from '../../second-service';
import { displayName } from '../../wording/objects';

const ROUTES = (path: string): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec: { parentRefs: [{ name: public }], hostnames: [shop.example.com], rules: [{ backendRefs: [{ name: web, port: 80 }] }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web-v1 }
spec: { parentRefs: [{ name: public }], hostnames: [shop.example.com], rules: [{ matches: [{ path: { value: ${path} } }], backendRefs: [{ name: web-v1, port: 80 }] }] }
---${SECOND_SERVICE}`;

export const routeMatchConflict: Rule = {
  id: 'route-match-conflict',
  severity: 'warning',
  title: 'Two routes with the same match on one listener',
  impact: 'All requests get the answers of the older route, and the rule of the other one gets none, though it is accepted.',
  why: 'Where two routes of a listener have the same host and the same match, the one that was created first takes the requests; of the same second, '
    + 'the first by namespace and name. A route that is created anew becomes the younger one, and requests move to the other Service at once.',
  fix: 'Leave the rule in one of the two, or give one of them another path, host or header.',
  reference: 'https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule',
  examples: { failing: ROUTES('/'), passing: ROUTES('/v1') },
  judge: manifests => manifests.routes.filter(isMeant)
    .map((route): RuleResult => ({ object: route.object, violations: conflictsOf(route, manifests) })),
};

/** One match of a route at one listener and host. */
interface Taken {
  readonly route: Route;
  readonly rule: RouteRule;
  readonly match: RouteMatch;
  readonly host: string;
  readonly key: string;
}

function isMeant({ object }: Route): boolean {
  return object.kind === 'HTTPRoute' || object.kind === 'GRPCRoute';
}

const takenBy = perCluster(({ routes }) => new Map(routes.filter(isMeant).map(route => [route, takenOf(route)])));
const byKey = perCluster(manifests => groupedBy([...takenBy(manifests).values()].flat(), ({ key }) => [key]));

function takenOf(route: Route): Taken[] {
  const all = route.rules.flatMap(rule => rule.matches.flatMap(match => rule.hosts.map(host => ({ route, rule, match, host }))));
  const listeners = listenersOf(route);
  return all.slice(0, MOST_MATCHES)
    .flatMap(one => listeners.map((listener): Taken => ({ ...one, key: keyOf(listener, requestsOf(one)) })));
}

function requestsOf({ match: { path, type, conditions }, host }: Omit<Taken, 'key'>): string {
  return keyOf(host, type, type === 'Prefix' ? withoutSlash(path) : path, conditions);
}

/** A listener is the same only where both say so in the same way: a whole Gateway may have others as well. */
function listenersOf({ object }: Route): string[] {
  return listAt(rootOf(object.json), ['spec', 'parentRefs']).map(parent => JSON.stringify([
    object.kind, stringAt(parent, ['kind']) ?? 'Gateway', stringAt(parent, ['namespace']) ?? object.namespace ?? null,
    stringAt(parent, ['name']), stringAt(parent, ['sectionName']) ?? null, numberAt(parent, ['port']) ?? null,
  ]));
}

/** Each other route is named once, and each pair at one of the two. */
function conflictsOf(route: Route, manifests: ManifestSet): Violation[] {
  const found = new Map<Route, Violation>();
  for (const one of takenBy(manifests).get(route) ?? []) {
    const other = (byKey(manifests).get(one.key) ?? [])
      .find(taken => isBefore(taken.route, route) && !isSameAnswer(one.rule, taken.rule));
    if (other && !found.has(other.route)) { found.set(other.route, violationOf(one, other)); }
  }
  return [...found.values()];
}

function isBefore(one: Route, other: Route): boolean {
  const [first, second] = [one, other].map(({ object: { namespace = '', name } }) => `${namespace}/${name}`);
  return first < second;
}

function isSameAnswer(one: RouteRule, other: RouteRule): boolean {
  const [some, others] = [one, other].map(({ backends, filters }) => [
    backends.map(({ namespace, service, port, weight = 1 }) => [namespace, service, port, weight]),
    filters.map(({ value }) => value),
  ]);
  return isSameJson(some, others);
}

function violationOf({ route, match: { at, path }, host }: Taken, other: Taken): Violation {
  const requests = `${shorten(host) || 'any host'}${host === '' ? ', path ' : ''}${shorten(path)}`;
  return {
    path: at,
    message: `${displayName(route.object)} and ${displayName(other.route.object)} take the same requests, to ${requests}: the older of the two gets them all, and this rule of the other one none.`,
    fix: 'Remove this match from one of the two routes, or give it another path, host or header there.',
  };
}
