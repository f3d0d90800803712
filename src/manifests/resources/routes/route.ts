import { ApiVersions } from './api-versions';
import { isMapping } from '../../json';
import { ManifestObject } from '../../manifest-object';
import { Path } from '../../path';

/** What leads requests to Services, whatever its kind: an Ingress, a route of the Gateway API, of a mesh or of a proxy. */
export interface Route {
  readonly object: ManifestObject;
  /** Whom it belongs to: the ingress class, or the names of the Gateways. */
  readonly routers: string[];
  /** Those of its rules, or where these have none, of its certificates. */
  readonly hosts: string[];
  readonly backends: RouteBackend[];
  readonly rules: RouteRule[];
  /** What an HTTPProxy includes. Once routes are joined, only what none of the manifests serves. */
  readonly includes?: readonly RouteInclude[];
  /** How requests reach an HTTPProxy that others include; undefined where none that is here does. */
  readonly ways?: readonly RouteWay[];
  /** The versions of an API that it serves; undefined where nothing says so. */
  readonly versions?: ApiVersions;
}

/** Another HTTPProxy that an HTTPProxy leaves a part of its requests to. */
export interface RouteInclude {
  readonly namespace?: string;
  readonly name: string;
  /** What the requests must have, as Contour's conditions; empty for all. */
  readonly conditions: readonly unknown[];
  /** Whether it leaves requests of HTTP, and not whole connections. */
  readonly isHttp: boolean;
  /** Where its name stands. */
  readonly namePath: Path;
  /** Once routes are joined: which requests come to nothing there, if they come here. */
  readonly open?: readonly Pick<RouteRule, 'hosts' | 'matches'>[];
  /** Once routes are joined: whether the other has hosts of its own, so that Contour does not include it. */
  readonly isRoot?: boolean;
}

/** One way on which requests reach an HTTPProxy: of these hosts, with all conditions of the includes. */
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
  /** Of the Service; a name only in an Ingress, or of Traefik. */
  readonly port?: number | string;
  /** Its share, where several divide requests; undefined where none is written. */
  readonly weight?: number;
  /** The part of its pods that a DestinationRule calls so. */
  readonly subset?: string;
  /** Where its name stands in the route. */
  readonly namePath: Path;
  /** Where its port stands. */
  readonly portPath: Path;
}

/** Requests that are treated alike. */
export interface RouteRule {
  /** As the route calls it. */
  readonly name?: string;
  /** In lower case; empty for any. */
  readonly hosts: string[];
  readonly matches: RouteMatch[];
  /** The Services among its backends. */
  readonly backends: RouteBackend[];
  /** How many backends it has, whatever they are. */
  readonly backendCount: number;
  readonly filters: RouteFilter[];
  /** After how long the router gives a request up; undefined where only the router knows it. */
  readonly timeout?: RouteTimeout;
  readonly path: Path;
}

/** The least of what limits a request, its tries among them. */
export interface RouteTimeout {
  /** Infinity where nothing limits it. */
  readonly seconds: number;
  /** Where it stands, or would stand. */
  readonly at: Path;
}

/** What a request must have. */
export interface RouteMatch {
  readonly path: string;
  /** Patterns are what is left to the controller, and regular expressions. */
  readonly type: 'Exact' | 'Prefix' | 'Pattern';
  /** What else a request must have, as text; undefined if nothing. */
  readonly conditions?: string;
  /** Whether they are about nothing but the method. */
  readonly onlyMethod: boolean;
  /** The conditions one by one, of a kind that has them so: of the Gateway API. */
  readonly requirements?: RouteRequirements;
  /** Where it stands in the route. */
  readonly at: Path;
}

/** All that a request must have beside its path. */
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

/** What is done with requests before, or in place of, sending them to a Service. */
export interface RouteFilter {
  readonly kind: 'redirect' | 'rewrite' | 'other';
  readonly value: unknown;
  readonly at: Path;
}

/** Any request. */
export function anyRequest(at: Path): RouteMatch {
  return { path: '/', type: 'Prefix', onlyMethod: false, at };
}

/** What of a match is no path, as text; the order of keys does not count. */
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

/** The rules of a route as they are written: each once, on however many ways requests reach it. */
export function writtenRules({ rules }: Route): RouteRule[] {
  return [...new Map(rules.map(rule => [rule.path.join('.'), rule])).values()];
}

/** The entries of what stands at a place; none if it is no mapping. */
export function entriesAt(value: unknown): Record<string, unknown> {
  return isMapping(value) ? value : {};
}

export function texts(text: string | undefined): string[] {
  return text ? [text] : [];
}

// Hostile routes would have more; the API allows 16 hosts and 128 matches.
export const MOST_HOSTS = 50;
export const MOST_MATCHES = 500;

/** Hosts as they are compared; any host where there are none. */
export function hostsFrom(hosts: readonly string[]): string[] {
  return hosts.length === 0 ? [''] : hosts.slice(0, MOST_HOSTS).map(host => host.toLowerCase());
}
