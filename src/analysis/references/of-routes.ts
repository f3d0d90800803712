import { addressedService } from './addresses';
import { Loss, ObjectReference, targetOf } from './reference';
import { FieldCursor, groupOf, keyOf, listAt, ManifestObject, mappingAt, Path, rootOf, stringAt, stringsAt } from '../../manifests';
import { certificatesOf, isTerminating } from '../traffic/certificates';

const GATEWAY = 'gateway.networking.k8s.io';

/** References of routes, and of objects that lead to them, other than Services. */
export function referencesOfRoute(object: ManifestObject): ObjectReference[] {
  const root = rootOf(object.json);
  const group = groupOf(object);
  if (group === GATEWAY) { return object.kind === 'Gateway' ? ofGateway(root, object) : ofGatewayRoute(root, object); }
  if (/^traefik\.(?:io|containo\.us)$/.test(group)) { return ofTraefik(root, object); }
  if (group === 'networking.istio.io' && object.kind === 'VirtualService') { return ofVirtualService(root, object); }
  if (group === 'networking.istio.io' && object.kind === 'Gateway') {
    return listAt(root, ['spec', 'servers']).flatMap(server => named(server, ['tls', 'credentialName'], '/Secret', object.namespace, 'server certificate'));
  }
  return object.kind === 'Ingress' ? [...named(root, ['spec', 'ingressClassName'], 'networking.k8s.io/IngressClass', undefined, 'class'), ...certificates(object)] : [];
}

function named(
  place: FieldCursor, path: Path, groupAndKind: string, namespace: string | undefined, loss: Loss,
): ObjectReference[] {
  const name = stringAt(place, path);
  return name ? [{ path: [...place.path, ...path], target: targetOf(groupAndKind, namespace, name), loss }] : [];
}

// With the annotation of cert-manager, it creates the Secret again.
function certificates(object: ManifestObject): ObjectReference[] {
  const isAsked = Object.keys(object.annotations).some(key => /^cert-manager\.io\/(?:cluster-)?issuer$/.test(key));
  return isAsked || !isTerminating(object) ? [] : certificatesOf(object)
    .map(({ path, namespace, secret }) => ({ path, target: targetOf('/Secret', namespace, secret), loss: 'certificate' as const }));
}

function ofGateway(root: FieldCursor, object: ManifestObject): ObjectReference[] {
  return [...named(root, ['spec', 'gatewayClassName'], `${GATEWAY}/GatewayClass`, undefined, 'gateway class'), ...certificates(object)];
}

function ofGatewayRoute(root: FieldCursor, { namespace }: ManifestObject): ObjectReference[] {
  const parents = listAt(root, ['spec', 'parentRefs']).filter(parent => (stringAt(parent, ['kind']) ?? 'Gateway') === 'Gateway')
    .flatMap(parent => named(parent, ['name'], `${GATEWAY}/Gateway`, stringAt(parent, ['namespace']) ?? namespace, 'gateway'));
  const rules = listAt(root, ['spec', 'rules']);
  const filters = [...rules, ...rules.flatMap(rule => listAt(rule, ['backendRefs']))].flatMap(place => listAt(place, ['filters']));
  return [...parents, ...filters.flatMap(filter => {
    const extension = mappingAt(filter, ['extensionRef']);
    return named(extension, ['name'], `${stringAt(extension, ['group']) ?? ''}/${stringAt(extension, ['kind']) ?? ''}`, namespace, 'filter');
  })];
}

function ofTraefik(root: FieldCursor, { kind, namespace }: ManifestObject): ObjectReference[] {
  if (kind === 'Middleware') { return ofMiddleware(root, namespace); }
  if (!kind.startsWith('IngressRoute')) { return []; }
  const ownOr = (place: FieldCursor): string | undefined => stringAt(place, ['namespace']) ?? namespace;
  const routes = listAt(root, ['spec', 'routes']);
  const options = mappingAt(root, ['spec', 'tls', 'options']);
  return [
    ...routes.flatMap(route => listAt(route, ['middlewares']))
      .flatMap(one => named(one, ['name'], `traefik.io/Middleware${kind === 'IngressRouteTCP' ? 'TCP' : ''}`, ownOr(one), 'router')),
    ...routes.flatMap(route => listAt(route, ['services'])).flatMap(service => [
      ...stringAt(service, ['kind']) === 'TraefikService' ? named(service, ['name'], 'traefik.io/TraefikService', ownOr(service), 'router') : [],
      ...named(service, ['serversTransport'], 'traefik.io/ServersTransport', ownOr(service), 'router'),
    ]),
    ...named(options, ['name'], 'traefik.io/TLSOption', ownOr(options), 'tls options'),
    ...named(root, ['spec', 'tls', 'secretName'], '/Secret', namespace, 'certificate'),
  ];
}

function ofMiddleware(root: FieldCursor, namespace: string | undefined): ObjectReference[] {
  const address = stringAt(root, ['spec', 'forwardAuth', 'address']);
  return [
    ...listAt(root, ['spec', 'chain', 'middlewares'])
      .flatMap(one => named(one, ['name'], 'traefik.io/Middleware', stringAt(one, ['namespace']) ?? namespace, 'router')),
    ...['basicAuth', 'digestAuth'].flatMap(auth => named(root, ['spec', auth, 'secret'], '/Secret', namespace, 'router')),
    ...address === undefined ? [] : addressedService(address, namespace)
      .map(target => ({ path: ['spec', 'forwardAuth', 'address'], target, loss: 'auth' as const })),
  ];
}

function ofVirtualService(root: FieldCursor, { namespace }: ManifestObject): ObjectReference[] {
  const gateways = stringsAt(root, ['spec', 'gateways']).flatMap((word, i): ObjectReference[] => {
    const [first, second] = word.split('/');
    if (word === 'mesh') { return []; }
    return [{ path: ['spec', 'gateways', i], target: targetOf('networking.istio.io/Gateway', second === undefined ? namespace : first, second ?? first), loss: 'gateway' }];
  });
  const routes = ['http', 'tcp', 'tls'].flatMap(protocol => listAt(root, ['spec', protocol])).flatMap(rule => listAt(rule, ['route']));
  return [...gateways, ...routes.flatMap((route): ObjectReference[] => {
    const [host, subset] = ['host', 'subset'].map(field => stringAt(route, ['destination', field]));
    if (!host || !subset) { return []; }
    const [name, other] = host.split('.');
    const target = { ...targetOf('subset', undefined, `${keyOf(other ?? namespace, name)}/${subset}`), kind: 'subset', name: subset };
    return [{ path: [...route.path, 'destination', 'subset'], target, loss: 'subset' }];
  })];
}
