import { anyRequest, conditionsOf, entriesAt, hostsFrom, MOST_MATCHES, pathBy, Route, RouteBackend, RouteFilter, RouteMatch, RouteRule, RouteTimeout, texts } from './route';
import { shortest, timeoutAt } from './timeout';
import { FieldCursor, listAt, mappingAt, numberAt, stringAt } from '../../fields';
import { groupOf, ManifestObject } from '../../manifest-object';

/** Whether it is a VirtualService of Istio. */
export function isVirtualService(object: ManifestObject): boolean {
  return object.kind === 'VirtualService' && groupOf(object) === 'networking.istio.io';
}

/** A VirtualService of Istio, with its HTTP, TLS and TCP rules. */
export function virtualServiceOf(object: ManifestObject, root: FieldCursor): Route {
  const hosts = listAt(root, ['spec', 'hosts']).flatMap(host => texts(stringAt(host, [])));
  const compared = hostsFrom(hosts);
  const rules = ['http', 'tls', 'tcp'].flatMap(protocol => listAt(root, ['spec', protocol]).slice(0, MOST_MATCHES)
    .map(rule => ruleOf(rule, protocol === 'http', compared, object)));
  return {
    object,
    routers: listAt(root, ['spec', 'gateways']).flatMap(gateway => texts(stringAt(gateway, []))).filter(name => name !== 'mesh'),
    hosts,
    backends: rules.flatMap(({ backends }) => backends),
    rules,
  };
}

function ruleOf(rule: FieldCursor, isHttp: boolean, hosts: string[], object: ManifestObject): RouteRule {
  const destinations = listAt(rule, ['route']);
  const matches = listAt(rule, ['match']).slice(0, MOST_MATCHES).map(match => isHttp ? httpMatch(match) : otherMatch(match));
  return {
    hosts,
    matches: matches.length > 0 ? matches : [anyRequest(rule.path)],
    backends: destinations.flatMap(route => backendAt(route, object)),
    backendCount: destinations.length,
    filters: filtersAt(rule),
    timeout: isHttp ? timeoutOf(rule) : undefined,
    path: rule.path,
  };
}

// Without one, Istio switches Envoy's own limit off.
function timeoutOf(rule: FieldCursor): RouteTimeout | undefined {
  const isRetried = numberAt(rule, ['retries', 'attempts']) !== 0;
  if (stringAt(rule, ['timeout']) !== undefined && timeoutAt(rule, ['timeout']) === undefined) { return undefined; }
  return shortest(
    timeoutAt(rule, ['timeout']) ?? { seconds: Infinity, at: [...rule.path, 'timeout'] },
    isRetried ? timeoutAt(rule, ['retries', 'perTryTimeout']) : undefined,
  );
}

function httpMatch(match: FieldCursor): RouteMatch {
  const { uri: _uri, name: _name, ...others } = entriesAt(match.value);
  const [exact, prefix, regex] = ['exact', 'prefix', 'regex'].map(kind => stringAt(match, ['uri', kind]));
  return {
    ...pathBy({ exact, prefix, regex }),
    ...conditionsOf(others),
    at: match.path,
  };
}

function otherMatch(match: FieldCursor): RouteMatch {
  return { ...anyRequest(match.path), ...conditionsOf(entriesAt(match.value)) };
}

// A short name is a Service in the namespace of the object; a name with a dot may be any host.
function backendAt(route: FieldCursor, object: ManifestObject): RouteBackend[] {
  const destination = mappingAt(route, ['destination']);
  const [service, namespace, kind] = (stringAt(destination, ['host']) ?? '').split('.');
  if (!service || (namespace !== undefined && kind !== undefined && kind !== 'svc') || (namespace !== undefined && kind === undefined)) { return []; }
  return [{
    namespace: namespace ?? object.namespace,
    service,
    port: numberAt(destination, ['port', 'number']),
    weight: numberAt(route, ['weight']),
    subset: stringAt(destination, ['subset']),
    namePath: [...destination.path, 'host'],
    portPath: [...destination.path, 'port', 'number'],
  }];
}

function filtersAt(rule: FieldCursor): RouteFilter[] {
  return (['redirect', 'rewrite'] as const).flatMap((kind): RouteFilter[] => {
    const filter = mappingAt(rule, [kind]);
    return filter.value === undefined ? [] : [{ kind, value: filter.value, at: filter.path }];
  });
}
