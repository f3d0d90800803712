import { once, perCluster } from '../../../analysis/memoize';
import { withoutSlash } from '../../../analysis/traffic/paths-and-hosts';
import {
  groupedBy, keyOf, listAt, ManifestSet, MOST_MATCHES, numberAt, rootOf, Route, RouteMatch, RouteRule, stringAt,
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
  impact: 'The older route gets all requests, and the rule of the other one gets none, although it is accepted.',
  why: 'If two routes of a listener have the same host and the same match, the one that was created first gets the requests; of two created in the same second, '
    + 'the first by namespace and name. A route that is deleted and created again becomes the younger one, and requests move to the other Service at once.',
  fix: 'Keep the rule in one of the two, or give one of them another path, host or header.',
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
  /** The same for routes with the same answer. */
  readonly answer: string;
  /** Orders routes that were created in the same second. */
  readonly order: string;
}

function isMeant({ object }: Route): boolean {
  return object.kind === 'HTTPRoute' || object.kind === 'GRPCRoute';
}

const takenBy = perCluster(({ routes }) => new Map(routes.filter(isMeant).map(route => [route, takenOf(route)])));
/** Matches with more than one answer, which are rare. */
const byKey = perCluster(manifests => new Map([...groupedBy([...takenBy(manifests).values()].flat(), ({ key }) => [key])]
  .filter(([, [first, ...others]]) => others.some(({ answer }) => answer !== first.answer))));

function takenOf(route: Route): Taken[] {
  const all = route.rules.flatMap(rule => rule.matches.flatMap(match => rule.hosts.map(host => ({ route, rule, match, host }))));
  const listeners = listenersOf(route);
  const { namespace = '', name } = route.object;
  const found = new Map<string, Taken>();
  for (const one of all.slice(0, MOST_MATCHES)) {
    const answer = answerOf(one.rule);
    for (const listener of listeners) {
      const key = keyOf(listener, requestsOf(one));
      // A match that a route repeats adds nothing to the comparison with others.
      const own = keyOf(key, answer);
      if (!found.has(own)) { found.set(own, { ...one, key, answer, order: `${namespace}/${name}` }); }
    }
  }
  return [...found.values()];
}

function requestsOf({ match: { path, type, conditions }, host }: Pick<Taken, 'match' | 'host'>): string {
  return keyOf(host, type, type === 'Prefix' ? withoutSlash(path) : path, conditions);
}

/** Listeners are the same only if both routes name them in the same way: a whole Gateway may also have others. */
function listenersOf({ object }: Route): string[] {
  return listAt(rootOf(object.json), ['spec', 'parentRefs']).map(parent => JSON.stringify([
    object.kind, stringAt(parent, ['kind']) ?? 'Gateway', stringAt(parent, ['namespace']) ?? object.namespace ?? null,
    stringAt(parent, ['name']), stringAt(parent, ['sectionName']) ?? null, numberAt(parent, ['port']) ?? null,
  ]));
}

/** Each other route is named once, and each pair is reported at one of the two. */
function conflictsOf(route: Route, manifests: ManifestSet): Violation[] {
  const found = new Map<Route, Violation>();
  for (const one of takenBy(manifests).get(route) ?? []) {
    const other = (byKey(manifests).get(one.key) ?? [])
      .find(taken => taken.order < one.order && taken.answer !== one.answer);
    if (other && !found.has(other.route)) { found.set(other.route, violationOf(one, other)); }
  }
  return [...found.values()];
}

const answerOf = once(({ backends, filters }: RouteRule): string => JSON.stringify([
  backends.map(({ namespace, service, port, weight = 1 }) => [namespace, service, port, weight]),
  filters.map(({ value }) => value),
]));

function violationOf({ route, match: { at, path }, host }: Taken, other: Taken): Violation {
  const requests = `${shorten(host) || 'any host'}${host === '' ? ', path ' : ''}${shorten(path)}`;
  return {
    path: at,
    message: `${displayName(route.object)} and ${displayName(other.route.object)} match the same requests, to ${requests}: the older of the two gets all of them, and this rule of the other one gets none.`,
    fix: 'Remove this match from one of the two routes, or give it another path, host or header there.',
  };
}
