import { keyOf } from '../key';
import { matchWith, Route, RouteInclude, RouteRule, rulesOnWays, RouteWay } from '../resources';

// Hostile manifests could have too many ways through their includes to judge.
const MOST_WAYS = 1000;

type Open = Pick<RouteRule, 'hosts' | 'matches'>;

/** The ways through all includes of a cluster, and those that end at a missing HTTPProxy. */
interface Tree {
  readonly ways: Map<Route, RouteWay[]>;
  readonly open: Map<RouteInclude, { readonly isRoot: boolean; readonly requests: Open[] }>;
}

/**
 * Gives each HTTPProxy that another includes the hosts and conditions on which requests reach it. One that none includes,
 * although the input has HTTPProxies with includes, serves no requests; if the input has none, it is left as it is written.
 */
export function withIncludes(routes: readonly Route[]): Route[] {
  const roots = routes.filter(({ hosts, includes = [] }) => hosts.length > 0 && includes.length > 0);
  if (roots.length === 0) { return [...routes]; }
  const tree = treeOf(routes, roots);
  const named = new Set(routes.flatMap(({ includes = [] }) => includes.map(keyOfInclude)));
  return routes.map(route => {
    if (route.includes === undefined) { return route; }
    const includes = route.includes.filter(include => tree.open.has(include))
      .map(include => ({ ...include, open: tree.open.get(include)!.requests, isRoot: tree.open.get(include)!.isRoot }));
    if (route.hosts.length > 0) { return { ...route, includes }; }
    const ways = tree.ways.get(route);
    if (ways === undefined) { return named.has(keyOfRoute(route)) ? route : { ...route, backends: [], rules: [], includes: [] }; }
    const rules = rulesOnWays(route, ways);
    return { ...route, includes, ways, rules };
  });
}

function treeOf(routes: readonly Route[], roots: readonly Route[]): Tree {
  const proxies = new Map(routes.filter(({ includes }) => includes !== undefined).map(route => [keyOfRoute(route), route]));
  const tree: Tree = { ways: new Map(), open: new Map() };
  let steps = 0;
  const follow = (route: Route, way: RouteWay): void => {
    for (const include of withoutRepeated(route.includes!)) {
      if (include.isHttp !== way.isHttp && way.through.length > 0) { continue; }
      steps += 1;
      if (steps > MOST_WAYS) { return; }
      const next: RouteWay = {
        hosts: way.hosts,
        conditions: [...way.conditions, ...include.conditions],
        isHttp: include.isHttp,
        through: [...way.through, route.object],
      };
      const child = proxies.get(keyOfInclude(include));
      if (child === undefined || child.hosts.length > 0) {
        addOpen(tree, include, child !== undefined, next);
      } else if (!next.through.includes(child.object)) {
        tree.ways.set(child, [...tree.ways.get(child) ?? [], next]);
        follow(child, next);
      }
    }
  };
  for (const root of roots) {
    follow(root, { hosts: root.hosts.map(host => host.toLowerCase()), conditions: [], isHttp: true, through: [] });
  }
  return tree;
}

function addOpen({ open }: Tree, include: RouteInclude, isRoot: boolean, { hosts, conditions }: RouteWay): void {
  const known = open.get(include) ?? { isRoot, requests: [] };
  known.requests.push({ hosts: [...hosts], matches: [matchWith(conditions, include.namePath)] });
  open.set(include, known);
}

// Of several with the same conditions, Contour uses the first; no conditions match all requests.
function withoutRepeated(includes: readonly RouteInclude[]): RouteInclude[] {
  const seen = new Set<string>();
  return includes.filter(({ conditions, isHttp, namePath }) => {
    const { path, conditions: others } = matchWith(conditions, namePath);
    const key = keyOf(String(isHttp), path, others);
    const isRepeated = seen.has(key) && !(path === '/' && others === undefined);
    seen.add(key);
    return !isRepeated;
  });
}

function keyOfRoute({ object: { namespace, name } }: Route): string {
  return keyOf(namespace, name);
}

function keyOfInclude({ namespace, name }: RouteInclude): string {
  return keyOf(namespace, name);
}
