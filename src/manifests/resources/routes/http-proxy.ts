import {
  anyRequest, conditionsOf, entriesAt, hostsFrom, MOST_MATCHES, pathBy,
  Route, RouteBackend, RouteFilter, RouteInclude, RouteMatch, RouteRule, RouteTimeout, RouteWay, texts,
} from './route';
import { shortest, timeoutAt } from './timeout';
import { FieldCursor, listAt, mappingAt, numberAt, rootOf, stringAt, valueAt } from '../../fields';
import { groupOf, ManifestObject } from '../../manifest-object';
import { Path } from '../../path';

export function isHttpProxy(object: ManifestObject): boolean {
  return object.kind === 'HTTPProxy' && groupOf(object) === 'projectcontour.io';
}

/** An HTTPProxy of Contour. One without a virtual host is included by another, and states no host. */
export function httpProxyOf(object: ManifestObject, root: FieldCursor): Route {
  const hosts = texts(stringAt(root, ['spec', 'virtualhost', 'fqdn']));
  const own = { hosts: hosts.length > 0 ? hostsFrom(hosts) : [], conditions: [] };
  const rules = [...httpRulesOf(object, root, own), ...tcpRulesOf(object, root, own)];
  return {
    object,
    routers: texts(stringAt(root, ['spec', 'ingressClassName'])),
    hosts,
    backends: rules.flatMap(({ backends }) => backends),
    rules,
    includes: includesOf(object, root),
  };
}

/** The rules of an HTTPProxy on the ways by which requests reach it: the conditions of its includes apply as well. */
export function rulesOnWays({ object }: Route, ways: readonly RouteWay[]): RouteRule[] {
  const root = rootOf(object.json);
  return ways.flatMap(way => way.isHttp ? httpRulesOf(object, root, way) : tcpRulesOf(object, root, way)).slice(0, MOST_MATCHES);
}

type Reached = Pick<RouteWay, 'hosts' | 'conditions'>;

function httpRulesOf(object: ManifestObject, root: FieldCursor, reached: Reached): RouteRule[] {
  return listAt(root, ['spec', 'routes']).slice(0, MOST_MATCHES).map(place => ruleOf(place, reached, object, true));
}

// The included HTTPProxy has the Services.
function tcpRulesOf(object: ManifestObject, root: FieldCursor, reached: Reached): RouteRule[] {
  const tcp = mappingAt(root, ['spec', 'tcpproxy']);
  return tcp.value === undefined || tcpIncludes(tcp).length > 0 ? [] : [ruleOf(tcp, reached, object, false)];
}

function includesOf(object: ManifestObject, root: FieldCursor): RouteInclude[] {
  const http = listAt(root, ['spec', 'includes']).slice(0, MOST_MATCHES).flatMap(place => includeAt(place, object, true));
  return [...http, ...tcpIncludes(mappingAt(root, ['spec', 'tcpproxy'])).flatMap(place => includeAt(place, object, false))];
}

// The plural is its old name.
function tcpIncludes(tcp: FieldCursor): FieldCursor[] {
  return ['include', 'includes'].map(field => mappingAt(tcp, [field])).filter(({ value }) => value !== undefined).slice(0, 1);
}

function includeAt(place: FieldCursor, object: ManifestObject, isHttp: boolean): RouteInclude[] {
  const name = stringAt(place, ['name']);
  return name ? [{
    namespace: stringAt(place, ['namespace']) || object.namespace,
    name,
    conditions: conditionsAt(place),
    isHttp,
    namePath: [...place.path, 'name'],
  }] : [];
}

function ruleOf(place: FieldCursor, { hosts, conditions }: Reached, object: ManifestObject, isHttp: boolean): RouteRule {
  const services = listAt(place, ['services']);
  return {
    hosts: [...hosts],
    matches: [matchWith([...conditions, ...conditionsAt(place)], place.path)],
    backends: services.flatMap(service => backendAt(service, object)),
    backendCount: services.length,
    filters: filtersAt(place),
    timeout: isHttp ? timeoutOf(place) : undefined,
    path: place.path,
  };
}

/** Envoy's own limit, which Contour leaves as it is. */
const ENVOY_TIMEOUT = 15;

function timeoutOf(place: FieldCursor): RouteTimeout | undefined {
  const path = ['timeoutPolicy', 'response'];
  if (stringAt(place, path) !== undefined && timeoutAt(place, path) === undefined) { return undefined; }
  return shortest(
    timeoutAt(place, path) ?? { seconds: ENVOY_TIMEOUT, at: [...place.path, ...path] },
    valueAt(place, ['retryPolicy', 'count']) === -1 ? undefined : timeoutAt(place, ['retryPolicy', 'perTryTimeout']),
  );
}

function conditionsAt(place: FieldCursor): unknown[] {
  return listAt(place, ['conditions']).map(({ value }) => value);
}

/** All conditions apply together, in any order, and prefixes are concatenated. */
export function matchWith(conditions: readonly unknown[], at: Path): RouteMatch {
  const entries = conditions.map(entriesAt);
  const all = (kind: string): string[] => entries.map(entry => entry[kind]).filter(value => typeof value === 'string' && value !== '') as string[];
  const prefix = joined(all('prefix'));
  const [[exact], [regex]] = [all('exact'), all('regex')];
  const others = conditions
    .filter(value => ['header', 'queryParameter'].some(key => Object.hasOwn(entriesAt(value), key)))
    .map(value => JSON.stringify(value)).sort().map(text => JSON.parse(text));
  return {
    ...anyRequest(at),
    ...pathBy({
      exact: exact && joined([prefix, exact]),
      regex: regex && (prefix === '' ? regex : `${escaped(prefix)}(?:${regex})`),
      prefix: prefix || undefined,
    }),
    ...conditionsOf({ others }),
  };
}

function joined(parts: readonly string[]): string {
  return parts.join('').replace(/\/{2,}/g, '/');
}

function escaped(prefix: string): string {
  return prefix.replace(/\/$/, '').replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}

function backendAt(service: FieldCursor, { namespace }: ManifestObject): RouteBackend[] {
  const name = stringAt(service, ['name']);
  const isMirror = entriesAt(service.value).mirror === true;
  return name && !isMirror ? [{
    namespace,
    service: name,
    port: numberAt(service, ['port']),
    weight: numberAt(service, ['weight']),
    namePath: [...service.path, 'name'],
    portPath: [...service.path, 'port'],
  }] : [];
}

function filtersAt(place: FieldCursor): RouteFilter[] {
  const fields = [['redirect', 'requestRedirectPolicy'], ['rewrite', 'pathRewritePolicy']] as const;
  return fields.flatMap(([kind, field]): RouteFilter[] => {
    const filter = mappingAt(place, [field]);
    return filter.value === undefined ? [] : [{ kind, value: filter.value, at: filter.path }];
  });
}
