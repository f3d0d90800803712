import { once, perCluster } from '../../../analysis/memoize';
import { hostsFor, isBelow, withoutSlash } from '../../../analysis/traffic/paths-and-hosts';
import { groupedBy, isHttpRoute, isSameJson, keyOf, ManifestSet, MOST_MATCHES, Path, Route, RouteBackend, RouteMatch, RouteRule } from '../../../manifests';
import { shorten } from '../../../text';
import { displayName } from '../../wording/objects';
import { Change, ObjectDiff } from '../object-diff';
import { isReachedOtherwise } from './route-ways';

/** The requests to one host and one path that a route serves. */
export interface RoutePath extends RouteMatch {
  readonly route: Route;
  readonly rule: RouteRule;
  /** In lower case; empty for any. */
  readonly host: string;
  /** The backends that get requests: those with a weight above 0. */
  readonly backends: PathBackend[];
}

export interface PathBackend {
  readonly namespace?: string;
  readonly service: string;
  /** The path of its name in the route. */
  readonly at: Path;
}

const MOST_COMPARED = 1000;

/** All paths that a route serves. */
export const pathsOf = once((route: Route): readonly RoutePath[] => route.rules.flatMap(rule => {
  const backends = rule.backends.filter(isUsed)
    .map(({ namespace, service, namePath }): PathBackend => ({ namespace, service, at: namePath }));
  return rule.matches.map(match => ({ rule, match, backends }));
}).slice(0, MOST_MATCHES).flatMap(({ rule, match, backends }) =>
  rule.hosts.map((host): RoutePath => ({ ...match, route, rule, host, backends }))));

// The AWS controller treats some names as its own actions.
function isUsed({ weight, port }: RouteBackend): boolean {
  return weight !== 0 && port !== 'use-annotation';
}

/** The same requests, wherever they are routed. */
export function pathKey({ host, path, type, conditions }: RoutePath): string {
  return keyOf(host, type === 'Exact' ? path : withoutSlash(path), type === 'Exact' ? type : '', conditions);
}

const index = perCluster(({ routes }) => {
  const paths = routes.flatMap(pathsOf);
  return { byKey: groupedBy(paths, path => [pathKey(path)]), byHost: groupedBy(paths, ({ host }) => [host]) };
});

/** A key that is equal for the same Service. */
export function backendKey({ namespace, service }: Pick<PathBackend, 'namespace' | 'service'>): string {
  return keyOf(namespace, service);
}

const backendIndex = perCluster(manifests => new Map([...index(manifests).byKey].map(([key, paths]) =>
  [key, new Map(paths.flatMap(({ backends }) => backends).map(backend => [backendKey(backend), backend]))])));

/** The Services that get the requests to exactly the same host and path, by their keys. */
export function backendsIn(manifests: ManifestSet, path: RoutePath): ReadonlyMap<string, PathBackend> {
  return backendIndex(manifests).get(pathKey(path)) ?? new Map();
}

/** The paths with exactly the same host and path. */
export function sameIn(manifests: ManifestSet, path: RoutePath): readonly RoutePath[] {
  return index(manifests).byKey.get(pathKey(path)) ?? [];
}

type InManifests<T> = (manifests: ManifestSet, path: RoutePath) => T;

/** Computes a value once for each cluster and all paths with the same requests, of which routes may have thousands. */
export function perRequests<T>(compute: InManifests<T>): InManifests<T> {
  const known = perCluster(() => new Map<string, { readonly value: T }>());
  return (manifests, path) => {
    const key = keyOf(path.host, path.path, path.type, path.conditions);
    const found = known(manifests).get(key) ?? { value: compute(manifests, path) };
    known(manifests).set(key, found);
    return found.value;
  };
}

/** The paths that cover everything that a path served: the same, or more. */
export const coveringIn = perRequests((manifests, path): readonly RoutePath[] => {
  const found = sameIn(manifests, path);
  return found.length > 0 ? found : hostsFor(path.host)
    .flatMap(host => (index(manifests).byHost.get(host) ?? []).slice(0, MOST_COMPARED)).filter(other => covers(other, path));
});

/** The paths that cover a part of what a path served. */
export function narrowerIn(manifests: ManifestSet, path: RoutePath): RoutePath | undefined {
  return index(manifests).byHost
    .get(path.host)
    ?.slice(0, MOST_COMPARED)
    .find(other => withoutSlash(other.path) === withoutSlash(path.path));
}

function covers(one: RoutePath, other: RoutePath): boolean {
  if (one.conditions !== undefined && one.conditions !== other.conditions && !one.onlyMethod) { return false; }
  const [wide, narrow] = [literal(one), literal(other)];
  switch (one.type) {
    case 'Exact': return other.type !== 'Prefix' && one.path === other.path;
    case 'Prefix': return isBelow(one.path, narrow);
    case 'Pattern': return narrow.startsWith(wide);
  }
}

/** The part of a pattern that states which requests it matches. */
export function literal({ path, type }: RoutePath): string {
  return withoutSlash(type === 'Pattern' ? /^[^\\^$.|?*+()[\]{}]*/.exec(path)![0] : path);
}

// A route without a host is identified by its Gateway and port instead.
const HOST = /^(?:\*\.)?[\w.-]+$/;

/** A host and a path as a sentence names them. */
export function pathInWords({ route, host, path, type, conditions }: RoutePath): string {
  if (refusalOf(route) !== undefined) { return HOST.test(host) ? shorten(host) : `the connections of ${displayName(route.object)}`; }
  const below = describeMatch(type);
  return `${shorten(host) || 'any host'}${host === '' ? ', path ' : ''}${shorten(path)}${below}${conditions === undefined ? '' : ' with its conditions'}`;
}

/** What clients get that a route no longer sends anywhere: 404, unless it routes connections, as the end of a sentence. */
export function refusalInWords({ route, refusal }: RoutePath & { readonly refusal?: string }): string {
  return refusal ?? refusalOf(route) ?? 'clients that call it get 404';
}

// Without HTTP a proxy cannot respond.
function refusalOf(route: Route): string | undefined {
  if (isHttpRoute(route)) { return undefined; }
  return route.object.kind.includes('UDP') ? 'clients that send to it get no response' : 'connections to it are refused or reset';
}

function describeMatch(type: RoutePath['type']): string {
  if (type === 'Prefix') { return ''; }
  return type === 'Exact' ? ' exactly' : ' (as a pattern)';
}

type Routes = Pick<ObjectDiff<Route>, 'kept' | 'removed'>;

/** Routes that are changed or removed. */
export function changedRoutes({ kept, removed }: Routes): { readonly before: Route; readonly after?: Route }[] {
  return [...kept.filter(pair => isChanged(pair) || isReachedOtherwise(pair)), ...removed.map(before => ({ before }))];
}

export function isChanged({ before, after }: Change<Route>): boolean {
  return !isSameJson(before.object.json.spec, after.object.json.spec);
}
