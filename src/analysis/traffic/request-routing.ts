import { hostsFor, isBelow } from './paths-and-hosts';
import { RequiredValue, rootOf, Route, RouteMatch, RouteRule, stringAt } from '../../manifests';

/** A request as a router sees it: its path is normalized and has no query. */
export interface RoutedRequest {
  readonly host: string;
  readonly path: string;
  readonly method: string;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly query: ReadonlyMap<string, string>;
}

/** The rule that matches a request, with its match. */
export interface Taker {
  readonly route: Route;
  readonly rule: RouteRule;
  readonly match: RouteMatch;
}

/**
 * The rule of the HTTPRoutes of one listener that gets a request; undefined if none matches, and the answer is 404. The choice among
 * several follows the order of the Gateway API. It leaves the position of regular expressions to routers: here they are between
 * exact paths and prefixes, the longest first, as with Contour.
 */
export function takerOf(routes: readonly Route[], request: RoutedRequest): Taker | undefined {
  const http = routes.filter(({ object }) => object.kind === 'HTTPRoute').sort(byAge);
  const hosts = new Set(http.flatMap(({ rules }) => rules.flatMap(rule => rule.hosts)));
  // Routers choose the host first: if no rule of it matches, rules of a wider host are not tried.
  const host = hostsFor(request.host.toLowerCase().replace(/:\d+$/, '')).find(wider => hosts.has(wider));
  if (host === undefined) { return undefined; }
  const rules = http.flatMap(route => route.rules.filter(({ hosts: own }) => own.includes(host)).map(rule => ({ route, rule })));
  const takers = rules.flatMap(({ route, rule }) => rule.matches.map((match): Taker => ({ route, rule, match })));
  return takers.filter(({ match }) => takes(match, request)).reduce<Taker | undefined>(
    (first, taker) => first && compare(rankOf(first.match), rankOf(taker.match)) <= 0 ? first : taker, undefined);
}

function takes(match: RouteMatch, { path, method, headers, query }: RoutedRequest): boolean {
  const needed = match.requirements;
  return takesPath(match, path)
    && (needed?.method === undefined || needed.method === method)
    && has(headers, needed?.headers) && has(query, needed?.query);
}

function takesPath({ type, path: matched }: RouteMatch, path: string): boolean {
  switch (type) {
    case 'Exact': return matched === path;
    case 'Prefix': return isBelow(matched, path);
    case 'Pattern': return fits(matched, path);
  }
}

function has(values: ReadonlyMap<string, string>, required: readonly RequiredValue[] = []): boolean {
  return required.every(({ name, value, isPattern }) => {
    const given = values.get(name);
    return given !== undefined && (isPattern ? fits(value, given) : value === given);
  });
}

// Routers use RE2, which supports less than JavaScript: an expression that is invalid here is invalid there.
function fits(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(text);
  } catch {
    return false;
  }
}

const TYPES: readonly RouteMatch['type'][] = ['Exact', 'Pattern', 'Prefix'];

/** Matches with a lower value are tried earlier. */
function rankOf({ type, path, requirements }: RouteMatch): number[] {
  return [
    TYPES.indexOf(type),
    -path.length,
    requirements?.method === undefined ? 1 : 0,
    -(requirements?.headers.length ?? 0),
    -(requirements?.query.length ?? 0),
  ];
}

function compare(some: readonly number[], others: readonly number[]): number {
  return some.map((rank, i) => rank - others[i]).find(difference => difference !== 0) ?? 0;
}

/** The oldest first, then by name: the API server sets the creation time of an object. */
function byAge(one: Route, other: Route): number {
  const keys = [one, other].map(({ object }) =>
    [stringAt(rootOf(object.json), ['metadata', 'creationTimestamp']) ?? '', `${object.namespace ?? ''}/${object.name}`]);
  return keys[0].map((key, i) => inOrder(key, keys[1][i])).find(order => order !== 0) ?? 0;
}

function inOrder(one: string, other: string): number {
  if (one === other) { return 0; }
  return one < other ? -1 : 1;
}
