import { AnnouncedRetirement, ApiVersions, DEFAULT_RULE, groupedBy, isHttpRoute, keyOf, ManifestSet, MOST_MATCHES, Route, RouteBackend, RouteMatch, RouteRule } from '../../manifests';
import { once, perCluster } from '../memoize';
import { isBelow } from './paths-and-hosts';

/** Requests to one host that a match of a rule accepts. */
export interface RoutedRequests extends Pick<RouteMatch, 'path' | 'type' | 'requirements'> {
  readonly route: Route;
  readonly rule: RouteRule;
  readonly host: string;
}

const VERSION = /^v\d{1,4}(?:\.\d{1,4}){0,2}(?:(?:alpha|beta)\d{0,3})?$/i;

/** The API version that requests name: by annotations of the route, or else the one in a path or a host. */
export function versionNamed(requests: RoutedRequests): string | undefined {
  const { route: { versions }, rule, path, host } = requests;
  if (!versions) { return [...path.split('/'), ...host.split('.')].find(part => VERSION.test(part)); }
  if (rule.name !== undefined && versions.retirements.has(rule.name)) { return rule.name; }
  switch (versions.by.kind) {
    case 'path': return namedBy(partsOf(requests), versions);
    case 'host': return namedBy(host.split('.'), versions);
    case 'header': return headerValue(requests, versions.by.header);
  }
}

/** The part that annotations call a version, else one that looks like a version: `/api/v3/2026-10-01` may mean either. */
function namedBy(parts: readonly string[], { retirements }: ApiVersions): string | undefined {
  return parts.find(part => retirements.has(part))
    ?? [...retirements.keys()].find(version => parts.some(part => part.toLowerCase() === version.toLowerCase()))
    ?? parts.find(part => VERSION.test(part));
}

/**
 * The parts of a path that may be a version: in gRPC, a part of the package, as in `shop.v1.Cart`. Nearly all packages have one,
 * so it counts only if annotations say that it is the version.
 */
function partsOf({ route, path }: RoutedRequests): string[] {
  const segments = path.split('/');
  return route.object.kind === 'GRPCRoute' ? segments.flatMap(segment => [segment, ...segment.split('.')]) : segments;
}

/** The value of a header that a match of the Gateway API requires. */
function headerValue({ requirements }: RoutedRequests, name: string): string | undefined {
  return requirements?.headers.find(header => header.name === name.toLowerCase() && !header.isPattern)?.value;
}

/** Whether requests do not name a version and get the default version of the route. */
export function isDefaultVersion(requests: RoutedRequests): boolean {
  const { route, rule, path } = requests;
  const { versions } = route;
  if (versions?.default === undefined || versionNamed(requests) !== undefined) { return false; }
  if (rule.name === DEFAULT_RULE || versions.by.kind === 'host') { return true; }
  return [...versionedPaths(route)].some(versioned => isBelow(path, versioned));
}

/** The version that requests get: the one that they name, or the default one. */
export function versionOf(requests: RoutedRequests): string | undefined {
  return versionNamed(requests) ?? (isDefaultVersion(requests) ? requests.route.versions?.default : undefined);
}

/** The announcement for the version that requests get; undefined without one. */
export function retirementOf(requests: RoutedRequests): AnnouncedRetirement | undefined {
  const version = versionOf(requests);
  return version === undefined ? undefined : requests.route.versions?.retirements.get(version);
}

/** All requests that a route matches. */
const requestsOf = once((route: Route): readonly RoutedRequests[] =>
  route.rules.flatMap(rule => rule.matches.map(match => ({ rule, match }))).slice(0, MOST_MATCHES)
    .flatMap(({ rule, match }) => rule.hosts.map((host): RoutedRequests => ({ ...match, route, rule, host }))));

/** The paths whose requests name a version. */
const versionedPaths = once((route: Route): ReadonlySet<string> =>
  new Set(requestsOf(route).filter(requests => versionNamed(requests) !== undefined).map(({ path }) => path)));

/** The versions that the rules of a route name, by rule. */
const versionsByRule = once((route: Route): ReadonlyMap<RouteRule, ReadonlySet<string>> => {
  const requests = groupedBy(requestsOf(route), ({ rule }) => [rule]);
  return new Map([...requests].map(([rule, some]) => [rule, new Set(some.flatMap(one => versionNamed(one) ?? []))]));
});

/** The versions that requests to a rule name. */
export function versionsOfRule(route: Route, rule: RouteRule): ReadonlySet<string> {
  return versionsByRule(route).get(rule) ?? new Set();
}

/** The versions that the rules of a route name. */
export const versionsRouted = once((route: Route): ReadonlySet<string> =>
  new Set([...versionsByRule(route).values()].flatMap(versions => [...versions])));

interface Use {
  readonly service: string;
  readonly name: string;
  readonly version: string;
  /** Whether no other Service gets more requests of the version. */
  readonly isMost: boolean;
}

const usesByService = perCluster(({ routes }) => {
  const uses = routes.filter(isHttpRoute).flatMap(route => route.rules.flatMap(rule => {
    const used = usedBackends(rule);
    const most = Math.max(...used.map(weightOf));
    return [...versionsOfRule(route, rule)].flatMap(version => used.map((backend): Use =>
      ({ service: serviceKey(backend), name: backend.service, version, isMost: weightOf(backend) === most })));
  }));
  return groupedBy(uses, ({ service }) => [service]);
});

/**
 * The API versions whose contract a Service has; empty if no rule of a version sends to it. A Service that gets a
 * part of the requests to one version, and most of those to another, belongs to the other.
 */
export function versionsServed(manifests: ManifestSet, backend: Pick<RouteBackend, 'namespace' | 'service'>): ReadonlySet<string> {
  const uses = usesByService(manifests).get(serviceKey(backend)) ?? [];
  const named = uses.filter(({ name, version }) => isCalledAfter(name, version));
  const most = uses.filter(({ isMost }) => isMost);
  const [first] = [named, most, uses].filter(some => some.length > 0);
  return new Set((first ?? []).map(({ version }) => version));
}

/** Whether the name of a Service contains that of a version: `orders-v1`. */
export function isCalledAfter(service: string, version: string): boolean {
  return service.split(/[-.]/).includes(version);
}

/** The backends that requests are sent to. */
export function usedBackends({ backends }: RouteRule): RouteBackend[] {
  return backends.filter(({ weight }) => weight !== 0);
}

function weightOf({ weight = 1 }: RouteBackend): number {
  return weight;
}

function serviceKey({ namespace, service }: Pick<RouteBackend, 'namespace' | 'service'>): string {
  return keyOf(namespace, service);
}

const MILLISECONDS_PER_DAY = 24 * 60 * 60 * 1000;

/** Days from one day to another; negative if that was before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MILLISECONDS_PER_DAY);
}
