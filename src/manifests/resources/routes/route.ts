import { ApiVersions } from './api-versions';
import { isMapping } from '../../json';
import { ManifestObject } from '../../manifest-object';
import { Path } from '../../path';

/** An object that routes requests to Services: an Ingress, or a route of the Gateway API, of a mesh or of a proxy. */
export interface Route {
  readonly object: ManifestObject;
  /** The routers that serve it: the ingress class, or the names of the Gateways. */
  readonly routers: string[];
  /** The hosts of its rules, or if these have none, of its certificates. */
  readonly hosts: string[];
  readonly backends: RouteBackend[];
  readonly rules: RouteRule[];
  /** The includes of an HTTPProxy. Once routes are joined, only those that no manifest serves. */
  readonly includes?: readonly RouteInclude[];
  /** How requests reach an HTTPProxy that others include; undefined if no other includes it. */
  readonly ways?: readonly RouteWay[];
  /** The versions of an API that it serves; undefined if no annotation states them. */
  readonly versions?: ApiVersions;
}

/** Another HTTPProxy to which an HTTPProxy delegates a part of its requests. */
export interface RouteInclude {
  readonly namespace?: string;
  readonly name: string;
  /** What the requests must have, as Contour's conditions; empty for all. */
  readonly conditions: readonly unknown[];
  /** Whether it delegates HTTP requests, and not whole connections. */
  readonly isHttp: boolean;
  /** The path of its name. */
  readonly namePath: Path;
  /** Once routes are joined: the requests that the target does not serve. */
  readonly open?: readonly Pick<RouteRule, 'hosts' | 'matches'>[];
  /** Once routes are joined: whether the target has hosts of its own, so that Contour does not include it. */
  readonly isRoot?: boolean;
}

/** One way by which requests reach an HTTPProxy: for these hosts, with all conditions of the includes. */
export interface RouteWay {
  readonly hosts: readonly string[];
  readonly conditions: readonly unknown[];
  readonly isHttp: boolean;
  /** The HTTPProxies that include it, the one with the hosts first. */
  readonly through: readonly ManifestObject[];
}

/** A Service that a route sends to. */
export interface RouteBackend {
  readonly namespace?: string;
  readonly service: string;
  /** The port of the Service; a name only in an Ingress, or in Traefik. */
  readonly port?: number | string;
  /** Its share of the requests; undefined if none is written. */
  readonly weight?: number;
  /** The name of a subset of its pods in a DestinationRule. */
  readonly subset?: string;
  /** The path of its name in the route. */
  readonly namePath: Path;
  /** The path of its port. */
  readonly portPath: Path;
}

/** Requests that are treated alike. */
export interface RouteRule {
  /** Its name in the route. */
  readonly name?: string;
  /** In lower case; empty for any. */
  readonly hosts: string[];
  readonly matches: RouteMatch[];
  /** The Services among its backends. */
  readonly backends: RouteBackend[];
  /** The number of backends of any kind. */
  readonly backendCount: number;
  readonly filters: RouteFilter[];
  /** When the router aborts a request; undefined if only the router knows it. */
  readonly timeout?: RouteTimeout;
  readonly path: Path;
}

/** The shortest limit of a request, including that of its tries. */
export interface RouteTimeout {
  /** Infinity without a limit. */
  readonly seconds: number;
  /** Its path, even if the field is absent. */
  readonly at: Path;
}

/** The conditions of a request. */
export interface RouteMatch {
  readonly path: string;
  /** Patterns are regular expressions, and paths that the controller interprets. */
  readonly type: 'Exact' | 'Prefix' | 'Pattern';
  /** The other conditions of a request, as text; undefined without any. */
  readonly conditions?: string;
  /** Whether they are only about the method. */
  readonly onlyMethod: boolean;
  /** The separate conditions, for kinds of the Gateway API. */
  readonly requirements?: RouteRequirements;
  /** Its path in the route. */
  readonly at: Path;
}

/** All conditions of a request other than its path. */
export interface RouteRequirements {
  readonly method?: string;
  /** Names in lower case. */
  readonly headers: readonly RequiredValue[];
  readonly query: readonly RequiredValue[];
}

/** The value that a header or a parameter of the query must have. */
export interface RequiredValue {
  readonly name: string;
  readonly value: string;
  /** Whether the value is a regular expression. */
  readonly isPattern: boolean;
}

/** A change of requests before, or instead of, sending them to a Service. */
export interface RouteFilter {
  readonly kind: 'redirect' | 'rewrite' | 'other';
  readonly value: unknown;
  readonly at: Path;
}

/** Any request. */
export function anyRequest(at: Path): RouteMatch {
  return { path: '/', type: 'Prefix', onlyMethod: false, at };
}

/** The conditions of a match other than its path, as text; the order of keys does not count. */
export function conditionsOf(others: Readonly<Record<string, unknown>>): Pick<RouteMatch, 'conditions' | 'onlyMethod'> {
  const isEmpty = (value: unknown): boolean => (value ?? undefined) === undefined || (Array.isArray(value) && value.length === 0);
  const keys = Object.keys(others).filter(key => !isEmpty(others[key])).sort();
  return {
    ...keys.length === 0 ? {} : { conditions: JSON.stringify(keys.map(key => [key, others[key]])) },
    onlyMethod: keys.every(key => key === 'method'),
  };
}

/** The path of a match by how it is written: an exact one, else a regular expression, else a prefix. */
export function pathBy(
  { exact, regex, prefix }: { readonly exact?: string; readonly regex?: string; readonly prefix?: string },
): Pick<RouteMatch, 'path' | 'type'> {
  if (exact !== undefined) { return { path: exact, type: 'Exact' }; }
  return regex !== undefined ? { path: regex, type: 'Pattern' } : { path: prefix ?? '/', type: 'Prefix' };
}

/** The rules of a route as they are written: each once, for any number of ways by which requests reach it. */
export function writtenRules({ rules }: Route): RouteRule[] {
  return [...new Map(rules.map(rule => [rule.path.join('.'), rule])).values()];
}

/** The entries of a mapping; empty for other values. */
export function entriesAt(value: unknown): Record<string, unknown> {
  return isMapping(value) ? value : {};
}

export function texts(text: string | undefined): string[] {
  return text ? [text] : [];
}

// Hostile routes may have more; the API allows 16 hosts and 128 matches.
export const MOST_HOSTS = 50;
export const MOST_MATCHES = 500;

/** Hosts as they are compared; any host if the list is empty. */
export function hostsFrom(hosts: readonly string[]): string[] {
  return hosts.length === 0 ? [''] : hosts.slice(0, MOST_HOSTS).map(host => host.toLowerCase());
}
