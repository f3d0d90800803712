import { once, perCluster } from '../../../analysis/memoize';
import { isSameJson, groupedBy, keyOf, listAt, ManifestSet, mappingAt, Path, FieldCursor, rootOf, Route, stringAt, valueAt } from '../../../manifests';
import { shorten } from '../../../text';
import { Change, ObjectDiff } from '../object-diff';

/** What a route serves: requests to one host and one path. */
export interface RoutePath {
  readonly route: Route;
  /** In lower case; empty for any. */
  readonly host: string;
  readonly path: string;
  /** Patterns are what is left to the controller, and regular expressions. */
  readonly type: 'Exact' | 'Prefix' | 'Pattern';
  /** What else a request must have, as text; undefined if nothing. */
  readonly conditions?: string;
  /** Whether they are about nothing but the method. */
  readonly onlyMethod: boolean;
  readonly backends: PathBackend[];
  /** Where the path stands in the route. */
  readonly at: Path;
}

export interface PathBackend {
  readonly namespace?: string;
  readonly service: string;
  /** Where its name stands in the route. */
  readonly at: Path;
}

// Hostile routes would have more; the API allows 16 and 128.
const MOST_HOSTS = 50;
const MOST_MATCHES = 500;
const MOST_COMPARED = 1000;

/** All that a route serves. */
export const pathsOf = once((route: Route): readonly RoutePath[] => route.object.kind === 'Ingress' ? ingressPaths(route) : httpRoutePaths(route));

function ingressPaths(route: Route): RoutePath[] {
  const root = rootOf(route.object.json);
  const fallback = mappingAt(root, ['spec', 'defaultBackend']);
  const base = { route, onlyMethod: false };
  const rules = listAt(root, ['spec', 'rules']);
  const ownHosts = rules.flatMap(rule => stringAt(rule, ['host']) || []);
  const otherHosts = ownHosts.length > 0 || route.hosts.length === 0 ? [''] : route.hosts.slice(0, MOST_HOSTS).map(host => host.toLowerCase());
  const rest: RoutePath[] = fallback.value === undefined ? [] : otherHosts.map(host => (
    { ...base, host, path: '/', type: 'Prefix', backends: ingressBackend(route, fallback), at: fallback.path }));
  return rules.flatMap(rule => {
    const host = stringAt(rule, ['host'])?.toLowerCase();
    const paths = listAt(rule, ['http', 'paths']).map((place): Omit<RoutePath, 'host'> => {
      const type = stringAt(place, ['pathType']);
      return {
        ...base,
        path: stringAt(place, ['path']) || '/',
        type: type === 'Exact' || type === 'Prefix' ? type : 'Pattern',
        backends: ingressBackend(route, mappingAt(place, ['backend'])),
        at: place.path,
      };
    });
    return (host ? [host] : otherHosts).flatMap(each => paths.map(path => ({ ...path, host: each })));
  }).concat(rest);
}

// AWS' controller takes some names for actions of its own.
function ingressBackend({ object: { namespace } }: Route, backend: FieldCursor): PathBackend[] {
  const service = mappingAt(backend, ['service']);
  const name = stringAt(service, ['name']);
  return name && stringAt(service, ['port', 'name']) !== 'use-annotation' ? [{ namespace, service: name, at: [...service.path, 'name'] }] : [];
}

function httpRoutePaths(route: Route): RoutePath[] {
  const root = rootOf(route.object.json);
  const hosts = route.hosts.length === 0 ? [''] : route.hosts.slice(0, MOST_HOSTS).map(host => host.toLowerCase());
  return listAt(root, ['spec', 'rules']).slice(0, MOST_MATCHES).flatMap(rule => {
    const backends = httpBackends(route, rule);
    const matches = listAt(rule, ['matches']).slice(0, MOST_MATCHES);
    return (matches.length === 0 ? [rule] : matches).map(match => matchOf(route, match, backends));
  }).slice(0, MOST_MATCHES).flatMap(match => hosts.map(host => ({ ...match, host })));
}

function matchOf(route: Route, match: FieldCursor, backends: PathBackend[]): RoutePath {
  const type = stringAt(match, ['path', 'type']) ?? 'PathPrefix';
  const { path: _, ...others } = matchValue(match);
  const keys = Object.keys(others);
  return {
    route,
    host: '',
    path: stringAt(match, ['path', 'value']) || '/',
    type: toPathType(type),
    ...keys.length === 0 ? {} : { conditions: JSON.stringify(keys.sort().map(key => [key, others[key]])) },
    onlyMethod: keys.every(key => key === 'method'),
    backends,
    at: match.path,
  };
}

function toPathType(type: string): RoutePath['type'] {
  if (type === 'Exact') { return 'Exact'; }
  return type === 'PathPrefix' ? 'Prefix' : 'Pattern';
}

const CONDITIONS = ['path', 'headers', 'queryParams', 'method'];

function matchValue({ value }: FieldCursor): Record<string, unknown> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const isEmpty = (inner: unknown): boolean => inner === null || (Array.isArray(inner) && inner.length === 0);
  return Object.fromEntries(entries.filter(([key, inner]) => CONDITIONS.includes(key) && !isEmpty(inner)));
}

function httpBackends({ object }: Route, rule: FieldCursor): PathBackend[] {
  return listAt(rule, ['backendRefs']).flatMap(reference => {
    const service = stringAt(reference, ['name']);
    const isService = !stringAt(reference, ['group']) && (stringAt(reference, ['kind']) ?? 'Service') === 'Service';
    const isUsed = valueAt(reference, ['weight']) !== 0;
    const namespace = stringAt(reference, ['namespace']) || object.namespace;
    return service && isService && isUsed ? [{ namespace, service, at: [...reference.path, 'name'] }] : [];
  });
}

/** The same requests, wherever they are routed. */
export function pathKey({ host, path, type, conditions }: RoutePath): string {
  return keyOf(host, type === 'Exact' ? path : withoutSlash(path), type === 'Exact' ? type : '', conditions);
}

const index = perCluster(({ routes }) => {
  const paths = routes.flatMap(pathsOf);
  return { byKey: groupedBy(paths, path => [pathKey(path)]), byHost: groupedBy(paths, ({ host }) => [host]) };
});

/** What serves the very same host and path. */
export function sameIn(manifests: ManifestSet, path: RoutePath): readonly RoutePath[] {
  return index(manifests).byKey.get(pathKey(path)) ?? [];
}

/** What serves all that a path served: the same, or more. */
export function coveringIn(manifests: ManifestSet, path: RoutePath): readonly RoutePath[] {
  const found = sameIn(manifests, path);
  return found.length > 0 ? found : hostsFor(path.host)
    .flatMap(host => (index(manifests).byHost.get(host) ?? []).slice(0, MOST_COMPARED)).filter(other => covers(other, path));
}

/** What serves a part of what a path served. */
export function narrowerIn(manifests: ManifestSet, path: RoutePath): RoutePath | undefined {
  return index(manifests).byHost
    .get(path.host)
    ?.slice(0, MOST_COMPARED)
    .find(other => withoutSlash(other.path) === withoutSlash(path.path));
}

function hostsFor(host: string): string[] {
  const labels = host.split('.').slice(0, 20);
  return host === '' ? [''] : [host, ...labels.slice(1).map((_, i) => `*.${labels.slice(i + 1).join('.')}`), ''];
}

function covers(one: RoutePath, other: RoutePath): boolean {
  if (one.conditions !== undefined && one.conditions !== other.conditions && !one.onlyMethod) { return false; }
  const [wide, narrow] = [literal(one), literal(other)];
  switch (one.type) {
    case 'Exact': return other.type !== 'Prefix' && one.path === other.path;
    case 'Prefix': return wide === '' || narrow === wide || narrow.startsWith(`${wide}/`);
    case 'Pattern': return narrow.startsWith(wide);
  }
}

/** A pattern as far as it says which requests it means. */
function literal({ path, type }: RoutePath): string {
  return withoutSlash(type === 'Pattern' ? /^[^\\^$.|?*+()[\]{}]*/.exec(path)![0] : path);
}

function withoutSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}

/** A host and a path as a sentence names them. */
export function pathInWords({ host, path, type, conditions }: RoutePath): string {
  const below = describeMatch(type);
  return `${shorten(host) || 'any host'}${host === '' ? ', path ' : ''}${shorten(path)}${below}${conditions === undefined ? '' : ' with its conditions'}`;
}

function describeMatch(type: RoutePath['type']): string {
  if (type === 'Prefix') { return ''; }
  return type === 'Exact' ? ' exactly' : ' (as a pattern)';
}

type Routes = Pick<ObjectDiff<Route>, 'kept' | 'removed'>;

/** Routes that changed or went. */
export function changedRoutes({ kept, removed }: Routes): { readonly before: Route; readonly after?: Route }[] {
  return [...kept.filter(isChanged), ...removed.map(before => ({ before }))];
}

export function isChanged({ before, after }: Change<Route>): boolean {
  return !isSameJson(before.object.json.spec, after.object.json.spec);
}
