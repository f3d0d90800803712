import { anyRequest, conditionsOf, entriesAt, hostsFrom, MOST_MATCHES, pathBy, Route, RouteBackend, RouteFilter, RouteMatch, RouteRule, RouteTimeout, texts } from './route';
import { shortest, timeoutAt } from './timeout';
import { FieldCursor, listAt, mappingAt, numberAt, stringAt, valueAt } from '../../fields';
import { groupOf, ManifestObject } from '../../manifest-object';

export function isHttpProxy(object: ManifestObject): boolean {
  return object.kind === 'HTTPProxy' && groupOf(object) === 'projectcontour.io';
}

/** An HTTPProxy of Contour. One without a virtual host is included by another, and says no host. */
export function httpProxyOf(object: ManifestObject, root: FieldCursor): Route {
  const hosts = texts(stringAt(root, ['spec', 'virtualhost', 'fqdn']));
  // An included proxy has the hosts and a prefix of another, which may include it somewhere else tomorrow.
  const isWhole = hosts.length > 0 && listAt(root, ['spec', 'includes']).length === 0;
  const compared = isWhole ? hostsFrom(hosts) : [];
  const tcp = mappingAt(root, ['spec', 'tcpproxy']);
  const rules = [
    ...listAt(root, ['spec', 'routes']).slice(0, MOST_MATCHES).map(place => ruleOf(place, compared, object, true)),
    ...tcp.value === undefined ? [] : [ruleOf(tcp, compared, object, false)],
  ];
  return {
    object,
    routers: texts(stringAt(root, ['spec', 'ingressClassName'])),
    hosts,
    backends: rules.flatMap(({ backends }) => backends),
    rules,
  };
}

function ruleOf(place: FieldCursor, hosts: string[], object: ManifestObject, isHttp: boolean): RouteRule {
  const services = listAt(place, ['services']);
  return {
    hosts,
    matches: [matchOf(place)],
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

// All conditions of a route hold together.
function matchOf(place: FieldCursor): RouteMatch {
  const conditions = listAt(place, ['conditions']);
  const at = (kind: string): string | undefined => conditions.flatMap(condition => stringAt(condition, [kind]) ?? [])[0];
  const [exact, prefix, regex] = [at('exact'), at('prefix'), at('regex')];
  const others = conditions.map(({ value }) => value)
    .filter(value => ['header', 'queryParameter'].some(key => Object.hasOwn(entriesAt(value), key)));
  return {
    ...anyRequest(place.path),
    ...pathBy({ exact, prefix, regex }),
    ...conditionsOf({ others }),
  };
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
