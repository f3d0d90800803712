import { anyRequest, conditionsOf, hostsFrom, MOST_MATCHES, pathBy, Route, RouteBackend, RouteMatch, RouteRule } from './route';
import { FieldCursor, listAt, numberAt, portAt, stringAt } from '../../fields';
import { groupOf, ManifestObject } from '../../manifest-object';

const KINDS = ['IngressRoute', 'IngressRouteTCP', 'IngressRouteUDP'];
const HOST = /(?<![!\w])Host(?:SNI)?\(([^)]{1,500})\)/g;
const PATH = /(?<![!\w])(Path|PathPrefix|PathRegexp)\(\s*[`"']([^`"']{1,500})[`"']\s*\)/;
const KEYS: Record<string, 'exact' | 'prefix' | 'regex'> = { Path: 'exact', PathPrefix: 'prefix', PathRegexp: 'regex' };
const QUOTED = /[`"']([^`"']{1,253})[`"']/g;
const LONGEST = 2000;

export function isIngressRoute(object: ManifestObject): boolean {
  return KINDS.includes(object.kind) && ['traefik.io', 'traefik.containo.us'].includes(groupOf(object));
}

/** An IngressRoute of Traefik. Matchers other than a host and one path are conditions. */
export function ingressRouteOf(object: ManifestObject, root: FieldCursor): Route {
  const points = listAt(root, ['spec', 'entryPoints']).flatMap(point => stringAt(point, []) ?? []);
  const rules = listAt(root, ['spec', 'routes']).slice(0, MOST_MATCHES).map(place => ruleOf(place, points, object));
  return {
    object,
    routers: ['traefik'],
    hosts: [...new Set(rules.flatMap(({ hosts }) => hosts).filter(host => host !== '' && !host.startsWith('entry point')))],
    backends: rules.flatMap(({ backends }) => backends),
    rules,
  };
}

function ruleOf(place: FieldCursor, points: readonly string[], object: ManifestObject): RouteRule {
  const services = listAt(place, ['services']);
  const words = (stringAt(place, ['match']) ?? '').slice(0, LONGEST);
  const hosts = [...words.matchAll(HOST)].flatMap(([, inner]) => [...inner.matchAll(QUOTED)].map(([, host]) => host)).filter(host => host !== '*');
  return {
    hosts: hosts.length > 0 || object.kind === 'IngressRoute' ? hostsFrom(hosts) : points.map(point => `entry point ${point}`),
    matches: [matchOf(words, place)],
    backends: services.flatMap(service => backendAt(service, object)),
    backendCount: services.length,
    filters: listAt(place, ['middlewares']).map(({ value, path }) => ({ kind: 'other' as const, value, at: path })),
    path: place.path,
  };
}

function matchOf(words: string, place: FieldCursor): RouteMatch {
  const path = PATH.exec(words);
  const others = words.replace(HOST, '').replace(path?.[0] ?? '', '').replace(/[&|()\s]/g, '');
  return {
    ...anyRequest(place.path),
    ...path ? pathBy({ [KEYS[path[1]]]: path[2] }) : {},
    ...conditionsOf({ others: others === '' ? undefined : others }),
  };
}

function backendAt(service: FieldCursor, { namespace }: ManifestObject): RouteBackend[] {
  const name = stringAt(service, ['name']);
  if (!name || (stringAt(service, ['kind']) ?? 'Service') !== 'Service') { return []; }
  return [{
    namespace: stringAt(service, ['namespace']) || namespace,
    service: name,
    port: portAt(service, ['port']),
    weight: numberAt(service, ['weight']),
    namePath: [...service.path, 'name'],
    portPath: [...service.path, 'port'],
  }];
}
