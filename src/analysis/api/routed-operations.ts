import { routeOfContract } from './called-apis';
import { basePathsOf, hasServers, operationsOf, RecordedOperation } from './openapi-operations';
import { isMapping, listAt, ManifestSet, RecordedContract, rootOf, Route, RouteFilter, RouteMatch, RouteRule, stringAt, stringsAt, valueAt } from '../../manifests';
import { versionsOfRule } from '../traffic/api-versions';

/** The operations of a contract that no rule of its route matches. */
export interface Unrouted {
  readonly route: Route;
  readonly operations: readonly RecordedOperation[];
  /** Whether the contract itself names the path by which clients call it. */
  readonly isSure: boolean;
}

/** Kinds whose prefixes are whole segments of a path. */
const BY_SEGMENT = ['HTTPRoute', 'Ingress'];
const READ = [...BY_SEGMENT, 'VirtualService', 'HTTPProxy', 'IngressRoute'];

/** The operations that the route of a contract does not lead to; undefined if unknown. Uncertain ones count as reached. */
export function unroutedOperations(manifests: ManifestSet, contract: RecordedContract): Unrouted | undefined {
  const route = routeOfContract(manifests, contract);
  if (contract.kind !== 'openapi' || !route || !READ.includes(route.object.kind) || manifests.isPartial) { return undefined; }
  const bases = basePathsOf(contract);
  if (bases.includes(undefined) || leavesRequests(route)) { return undefined; }
  const takers = [route, ...neighbours(manifests, route)].flatMap(each => rulesFor(each, contract.version)
    .map((rule): Taker => ({ kind: each.object.kind, rule, prefixes: rewrittenPrefixes(rule, each.object, manifests) })));
  if (takers.length === 0) { return undefined; }
  const isTaken = (operation: RecordedOperation): boolean => operation.hasOwnServers
    || bases.some(base => takers.some(taker => takes(taker, operation, base!)));
  return {
    route,
    operations: operationsOf(contract).filter(operation => !isTaken(operation)),
    isSure: hasServers(contract) && BY_SEGMENT.includes(route.object.kind),
  };
}

/** A rule that may match requests, and how its pods see them. */
interface Taker {
  readonly kind: string;
  readonly rule: RouteRule;
  /** The prefixes at the pods, if they differ from those of clients; undefined if unknown. */
  readonly prefixes?: readonly string[];
}

/** Whether a rule matches an operation, as clients call it or as pods see it. */
function takes({ kind, rule: { matches }, prefixes }: Taker, { method, path }: RecordedOperation, base: string): boolean {
  const allowed = matches.filter(match => allowsMethod(match, method));
  return prefixes === undefined
    || allowed.some(match => reaches(match, kind, `${base}${path}`))
    || (allowed.length > 0 && prefixes.some(prefix => [`${base}${path}`, path].some(known => meets(prefix, known, false))));
}

/** Whether other objects decide about some of its requests. */
function leavesRequests({ includes = [], ways, rules }: Route): boolean {
  return includes.length > 0 || ways !== undefined || rules.some(({ matches }) => matches.length === 0);
}

/** Other routes that match requests to the same hosts. */
function neighbours({ routes }: ManifestSet, route: Route): Route[] {
  const hosts = new Set(route.rules.flatMap(rule => rule.hosts));
  return routes.filter(other => other !== route && READ.includes(other.object.kind)
    && other.rules.some(rule => rule.hosts.some(host => host === '' || hosts.has(host) || hosts.has(''))));
}

/** The rules of a version, and those without a version. */
function rulesFor(route: Route, version: string | undefined): RouteRule[] {
  return route.rules.filter(rule => {
    const named = versionsOfRule(route, rule);
    return version === undefined || named.size === 0 || named.has(version);
  });
}

function allowsMethod({ requirements }: RouteMatch, method: string): boolean {
  return requirements?.method === undefined || requirements.method.toUpperCase() === method;
}

function reaches({ path: matched, type, conditions, requirements }: RouteMatch, kind: string, path: string): boolean {
  // A regular expression, or a path in the syntax of its controller, may match anything.
  if (type === 'Pattern' || (conditions !== undefined && requirements === undefined)) { return true; }
  if (type === 'Exact') { return meets(matched, path, true); }
  return meets(matched, path, false) || (!BY_SEGMENT.includes(kind) && path.startsWith(matched));
}

/** Whether a path of a contract may be below another one or equal to it: a parameter may be any segment. */
function meets(wide: string, path: string, isExact: boolean): boolean {
  const [wanted, given] = [wide, path].map(text => text.split('/').filter(segment => segment !== ''));
  if (isExact ? wanted.length !== given.length : wanted.length > given.length) { return false; }
  return wanted.every((segment, i) => segment === given[i] || given[i].includes('{'));
}

function rewrittenPrefixes({ filters }: RouteRule, object: Route['object'], manifests: ManifestSet): string[] | undefined {
  if (Object.keys(object.annotations).some(key => /rewrite|use-regex|middlewares|strip|app-root|transforms|conditions|actions/.test(key))) { return undefined; }
  const found = filters.map(filter => prefixesOf(filter, object, manifests));
  return found.includes(undefined) ? undefined : found.flatMap(prefixes => prefixes!);
}

function prefixesOf({ kind, value }: RouteFilter, object: Route['object'], manifests: ManifestSet): string[] | undefined {
  if (object.kind === 'IngressRoute') { return strippedBy(value, object, manifests); }
  if (kind === 'redirect') { return undefined; }
  if (kind !== 'rewrite') { return []; }
  const root = rootOf(value);
  switch (object.kind) {
    case 'HTTPRoute': return gatewayRewrite(valueAt(root, ['urlRewrite', 'path']));
    case 'VirtualService': return isMapping(value) && value.uriRegexRewrite === undefined ? [stringAt(root, ['uri']) ?? '/'] : undefined;
    case 'HTTPProxy': return listAt(root, ['replacePrefix']).flatMap(entry => stringAt(entry, ['replacement']) ?? []);
    default: return undefined;
  }
}

function gatewayRewrite(path: unknown): string[] | undefined {
  if (path === undefined) { return []; }
  const replacement = stringAt(rootOf(path), ['replacePrefixMatch']);
  return replacement === undefined ? undefined : [replacement];
}

/** A Middleware of Traefik that only strips a prefix keeps the rest; the effect of others is unknown. */
function strippedBy(value: unknown, { namespace }: Route['object'], { objects }: ManifestSet): string[] | undefined {
  const name = stringAt(rootOf(value), ['name']);
  const middleware = objects.find(object => object.kind === 'Middleware' && object.name === name
    && object.namespace === (stringAt(rootOf(value), ['namespace']) ?? namespace));
  return middleware && stringsAt(rootOf(middleware.json), ['spec', 'stripPrefix', 'prefixes']).length > 0 ? ['/'] : undefined;
}
