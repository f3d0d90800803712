import {
  anyRequest, conditionsOf, entriesAt, hostsFrom, MOST_MATCHES, pathBy,
  RequiredValue, Route, RouteBackend, RouteFilter, RouteMatch, RouteRule, texts,
} from './route';
import { shortest, timeoutAt } from './timeout';
import { FieldCursor, listAt, numberAt, portAt, stringAt } from '../../fields';
import { groupOf, ManifestObject } from '../../manifest-object';

const KINDS = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];
/** Kinds without a host: the listener decides. */
const BY_LISTENER = ['TCPRoute', 'UDPRoute'];

/** Whether it is a Gateway of the Gateway API, not one of Istio. */
export function isGateway(object: ManifestObject): boolean {
  return object.kind === 'Gateway' && groupOf(object) === 'gateway.networking.k8s.io';
}

export function isGatewayRoute(object: ManifestObject): boolean {
  return KINDS.includes(object.kind) && groupOf(object) === 'gateway.networking.k8s.io';
}

export function gatewayRouteOf(object: ManifestObject, root: FieldCursor): Route {
  const parents = listAt(root, ['spec', 'parentRefs']);
  const hosts = listAt(root, ['spec', 'hostnames']).flatMap(host => texts(stringAt(host, [])));
  const compared = BY_LISTENER.includes(object.kind) ? parents.map(listenerOf) : hostsFrom(hosts);
  const rules = listAt(root, ['spec', 'rules']).slice(0, MOST_MATCHES).map(rule => ruleOf(rule, compared, object));
  return {
    object,
    routers: parents.flatMap(parent => texts(stringAt(parent, ['name']))),
    hosts,
    backends: rules.flatMap(({ backends }) => backends),
    rules,
  };
}

function listenerOf(parent: FieldCursor): string {
  const port = numberAt(parent, ['port']);
  return [stringAt(parent, ['name']) ?? '', stringAt(parent, ['sectionName']) ?? port ?? ''].join(':');
}

function ruleOf(rule: FieldCursor, hosts: string[], object: ManifestObject): RouteRule {
  const references = listAt(rule, ['backendRefs']);
  const matches = listAt(rule, ['matches']).slice(0, MOST_MATCHES).map(match => object.kind === 'GRPCRoute' ? grpcMatch(match) : httpMatch(match));
  return {
    name: stringAt(rule, ['name']),
    hosts,
    matches: matches.length > 0 ? matches : [anyRequest(rule.path)],
    backends: references.flatMap(reference => backendAt(reference, object.namespace)),
    backendCount: references.length,
    filters: listAt(rule, ['filters']).map(filterAt),
    timeout: shortest(timeoutAt(rule, ['timeouts', 'request']), timeoutAt(rule, ['timeouts', 'backendRequest'])),
    path: rule.path,
  };
}

function httpMatch(match: FieldCursor): RouteMatch {
  const type = stringAt(match, ['path', 'type']) ?? 'PathPrefix';
  const { headers, queryParams, method } = entriesAt(match.value);
  return {
    ...httpPath(type, stringAt(match, ['path', 'value']) || '/'),
    ...conditionsOf({ headers, queryParams, method }),
    requirements: {
      method: stringAt(match, ['method']),
      headers: headersAt(match),
      query: distinct(listAt(match, ['queryParams']).flatMap(requiredAt)),
    },
    at: match.path,
  };
}

function headersAt(match: FieldCursor): RequiredValue[] {
  return distinct(listAt(match, ['headers']).flatMap(requiredAt).map(header => ({ ...header, name: header.name.toLowerCase() })));
}

function requiredAt(place: FieldCursor): RequiredValue[] {
  const [name, value] = [stringAt(place, ['name']), stringAt(place, ['value'])];
  return name === undefined || value === undefined ? [] : [{ name, value, isPattern: stringAt(place, ['type']) === 'RegularExpression' }];
}

// Of several with the same name, the API uses the first.
function distinct(required: readonly RequiredValue[]): RequiredValue[] {
  const names = new Set<string>();
  return required.filter(({ name }) => !names.has(name) && names.add(name));
}

function httpPath(type: string, path: string): Pick<RouteMatch, 'path' | 'type'> {
  if (type === 'Exact') { return pathBy({ exact: path }); }
  return pathBy(type === 'PathPrefix' ? { prefix: path } : { regex: path });
}

/** A gRPC method is a path: `/shop.Cart/Add`. */
function grpcMatch(match: FieldCursor): RouteMatch {
  const service = stringAt(match, ['method', 'service']);
  const method = stringAt(match, ['method', 'method']);
  const isPattern = stringAt(match, ['method', 'type']) === 'RegularExpression';
  return {
    ...grpcPath(service, method, isPattern),
    ...conditionsOf({ headers: entriesAt(match.value).headers }),
    requirements: { headers: headersAt(match), query: [] },
    at: match.path,
  };
}

function grpcPath(service: string | undefined, method: string | undefined, isPattern: boolean): Pick<RouteMatch, 'path' | 'type'> {
  const path = `/${service ?? ''}${method === undefined ? '' : `/${method}`}`;
  if (isPattern || (service === undefined && method !== undefined)) { return pathBy({ regex: path }); }
  return pathBy(method === undefined ? { prefix: path } : { exact: path });
}

function backendAt(reference: FieldCursor, own: string | undefined): RouteBackend[] {
  const service = stringAt(reference, ['name']);
  if (!service || stringAt(reference, ['group']) || (stringAt(reference, ['kind']) ?? 'Service') !== 'Service') { return []; }
  return [{
    namespace: stringAt(reference, ['namespace']) || own,
    service,
    port: portAt(reference, ['port']),
    weight: numberAt(reference, ['weight']),
    namePath: [...reference.path, 'name'],
    portPath: [...reference.path, 'port'],
  }];
}

const FILTERS: Record<string, RouteFilter['kind'] | undefined> = { RequestRedirect: 'redirect', URLRewrite: 'rewrite' };

function filterAt(filter: FieldCursor): RouteFilter {
  return {
    kind: FILTERS[stringAt(filter, ['type']) ?? ''] ?? 'other',
    value: filter.value,
    at: filter.path,
  };
}
