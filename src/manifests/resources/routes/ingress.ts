import { anyRequest, hostsFrom, Route, RouteBackend, RouteMatch, RouteRule, texts } from './route';
import { FieldCursor, listAt, mappingAt, numberAt, stringAt } from '../../fields';
import { ManifestObject } from '../../manifest-object';

const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

export function isIngress(object: ManifestObject): boolean {
  return object.kind === 'Ingress' && object.apiVersion === 'networking.k8s.io/v1';
}

export function ingressOf(object: ManifestObject, root: FieldCursor): Route {
  const annotated = Object.hasOwn(object.annotations, CLASS_ANNOTATION) ? object.annotations[CLASS_ANNOTATION] : undefined;
  const className = stringAt(root, ['spec', 'ingressClassName']) ?? annotated;
  const places = listAt(root, ['spec', 'rules']);
  const own = places.flatMap(rule => texts(stringAt(rule, ['host'])));
  const hosts = own.length > 0 ? own : tlsHosts(root, className);
  // A rule without a host is for all hosts that no other rule names.
  const others = own.length > 0 ? [''] : hostsFrom(hosts);
  const fallback = mappingAt(root, ['spec', 'defaultBackend']);
  const rules = places.flatMap(place => {
    const host = stringAt(place, ['host'])?.toLowerCase();
    return listAt(place, ['http', 'paths']).map((path): RouteRule => ruleOf(path, host ? [host] : others, mappingAt(path, ['backend']), matchOf(path), object));
  });
  const rest = fallback.value === undefined ? [] : [ruleOf(fallback, others, fallback, anyRequest(fallback.path), object)];
  return {
    object,
    routers: texts(className),
    hosts,
    backends: [...rest, ...rules].flatMap(({ backends }) => backends),
    rules: [...rules, ...rest],
  };
}

function ruleOf(
  { path }: FieldCursor, hosts: string[], backend: FieldCursor, match: RouteMatch, { namespace }: ManifestObject,
): RouteRule {
  return { hosts, matches: [match], backends: backendAt(backend, namespace), backendCount: 1, filters: [], path };
}

function matchOf(place: FieldCursor): RouteMatch {
  const type = stringAt(place, ['pathType']);
  return {
    path: stringAt(place, ['path']) || '/',
    type: type === 'Exact' || type === 'Prefix' ? type : 'Pattern',
    onlyMethod: false,
    at: place.path,
  };
}

function backendAt(backend: FieldCursor, namespace: string | undefined): RouteBackend[] {
  const service = mappingAt(backend, ['service']);
  const name = stringAt(service, ['name']);
  if (!name) { return []; }
  const port = numberAt(service, ['port', 'number']) ?? stringAt(service, ['port', 'name']);
  return [{
    namespace,
    service: name,
    port,
    namePath: [...service.path, 'name'],
    portPath: [...service.path, 'port', typeof port === 'string' ? 'name' : 'number'],
  }];
}

/** If no rule names a host, the hosts of the certificates count; Tailscale uses the first as the name of the route. */
function tlsHosts(root: FieldCursor, className: string | undefined): string[] {
  const hosts = listAt(root, ['spec', 'tls']).flatMap(section => listAt(section, ['hosts'])).flatMap(host => texts(stringAt(host, [])));
  return className === 'tailscale' ? hosts.slice(0, 1) : hosts;
}
