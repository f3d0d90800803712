import { listAt, mappingAt, FieldErrors, numberAt, FieldCursor, portAt, rootOf, stringAt } from '../fields';
import { groupOf, ManifestObject } from '../manifest-object';
import { Path } from '../path';

/** An Ingress or an HTTPRoute: how requests from outside get to Services. */
export interface Route {
  readonly object: ManifestObject;
  /** Whom it belongs to: the ingress class, or the names of the Gateways. */
  readonly routers: string[];
  /** Those of its rules, or where these have none, of its certificates. */
  readonly hosts: string[];
  readonly backends: RouteBackend[];
}

/** A Service that a route sends to. */
export interface RouteBackend {
  readonly namespace?: string;
  readonly service: string;
  /** Of the Service; a name only in an Ingress. */
  readonly port?: number | string;
  /** Where it stands in the route. */
  readonly path: Path;
}

const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

export function isRoute(object: ManifestObject): boolean {
  return isIngress(object) || (object.kind === 'HTTPRoute' && groupOf(object) === 'gateway.networking.k8s.io');
}

function isIngress(object: ManifestObject): boolean {
  return object.kind === 'Ingress' && object.apiVersion === 'networking.k8s.io/v1';
}

export function routeOf(object: ManifestObject, fieldErrors: FieldErrors): Route {
  const root = rootOf(object.json, fieldErrors);
  return isIngress(object) ? ingressOf(object, root) : httpRouteOf(object, root);
}

function ingressOf(object: ManifestObject, root: FieldCursor): Route {
  const rules = listAt(root, ['spec', 'rules']);
  const paths = rules.flatMap(rule => listAt(rule, ['http', 'paths'])).map(path => mappingAt(path, ['backend']));
  const annotated = Object.hasOwn(object.annotations, CLASS_ANNOTATION) ? object.annotations[CLASS_ANNOTATION] : undefined;
  const className = stringAt(root, ['spec', 'ingressClassName']) ?? annotated;
  const hosts = rules.flatMap(rule => texts(stringAt(rule, ['host'])));
  return {
    object,
    routers: texts(className),
    hosts: hosts.length > 0 ? hosts : tlsHosts(root, className),
    backends: [mappingAt(root, ['spec', 'defaultBackend']), ...paths].flatMap(backend => {
      const service = mappingAt(backend, ['service']);
      const name = stringAt(service, ['name']);
      if (!name) { return []; }
      const port = numberAt(service, ['port', 'number']) ?? stringAt(service, ['port', 'name']);
      return [{ namespace: object.namespace, service: name, port, path: service.path }];
    }),
  };
}

/** Where no rule names a host, the certificates tell what users ask for; Tailscale takes the first as the name of the route. */
function tlsHosts(root: FieldCursor, className: string | undefined): string[] {
  const hosts = listAt(root, ['spec', 'tls']).flatMap(section => listAt(section, ['hosts'])).flatMap(host => texts(stringAt(host, [])));
  return className === 'tailscale' ? hosts.slice(0, 1) : hosts;
}

function httpRouteOf(object: ManifestObject, root: FieldCursor): Route {
  const references = listAt(root, ['spec', 'rules']).flatMap(rule => listAt(rule, ['backendRefs']));
  return {
    object,
    routers: listAt(root, ['spec', 'parentRefs']).flatMap(parent => texts(stringAt(parent, ['name']))),
    hosts: listAt(root, ['spec', 'hostnames']).flatMap(host => texts(stringAt(host, []))),
    backends: references.flatMap(reference => {
      const service = stringAt(reference, ['name']);
      if (!service || stringAt(reference, ['group']) || (stringAt(reference, ['kind']) ?? 'Service') !== 'Service') { return []; }
      const namespace = stringAt(reference, ['namespace']) || object.namespace;
      return [{ namespace, service, port: portAt(reference, ['port']), path: reference.path }];
    }),
  };
}

function texts(text: string | undefined): string[] {
  return text ? [text] : [];
}
