import fc from 'fast-check';
import { RoutedRequest, takerOf } from '../../../src/analysis/traffic/request-routing';
import { Route } from '../../../src/manifests';
import { runs } from '../../property-runs';
import { manifestsIn } from '../../rules/check/judging';

interface Rule {
  readonly to: string;
  readonly matches?: readonly object[];
}

interface Given {
  readonly name?: string;
  readonly hosts?: readonly string[];
  readonly created?: string;
}

function routeYaml(rules: readonly Rule[], { name = 'api', hosts = ['api.example.com'], created }: Given = {}): string {
  return JSON.stringify({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name, namespace: 'shop', creationTimestamp: created },
    spec: { hostnames: hosts, rules: rules.map(({ to, matches }) => ({ matches, backendRefs: [{ name: to, port: 80 }] })) },
  });
}

function routesIn(...yaml: readonly string[]): readonly Route[] {
  return manifestsIn(yaml.join('\n---\n')).routes;
}

interface Asked {
  readonly host?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly query?: Record<string, string>;
}

function requestTo(path: string, { headers = {}, query = {}, ...others }: Asked = {}): RoutedRequest {
  return { host: 'api.example.com', method: 'GET', ...others, path, headers: new Map(Object.entries(headers)), query: new Map(Object.entries(query)) };
}

/** The Service of the rule that matches a request; undefined for 404. */
function serviceFor(routes: readonly Route[], request: RoutedRequest): string | undefined {
  return takerOf(routes, request)?.rule.backends[0].service;
}

const prefix = (value: string, others: object = {}): object => ({ path: { type: 'PathPrefix', value }, ...others });
const exact = (value: string, others: object = {}): object => ({ path: { type: 'Exact', value }, ...others });
const header = (value: string, type?: string): object => ({ headers: [{ name: 'API-Version', value, type }] });

test('the longest prefix gets a request, by segments, at any position in the route', () => {
  const routes = routesIn(routeYaml([
    { to: 'any', matches: [prefix('/')] }, { to: 'v1', matches: [prefix('/v1')] }, { to: 'nested', matches: [prefix('/v1/x')] }, { to: 'v10', matches: [prefix('/v10')] },
  ]));
  const taken = ['/', '/v1', '/v1/', '/v1/x', '/v1/x/y', '/v1/xy', '/v10', '/v10/x', '/v11', '/V1'].map(path => serviceFor(routes, requestTo(path)));
  expect(taken).toEqual(['any', 'v1', 'v1', 'nested', 'nested', 'v1', 'v10', 'v10', 'any', 'any']);
});

test('a trailing slash makes a prefix one character longer, although it matches the same paths', () => {
  const routes = routesIn(routeYaml([{ to: 'plain', matches: [prefix('/v1')] }, { to: 'slash', matches: [prefix('/v1/')] }]));
  expect(['/v1', '/v1/x', '/v10'].map(path => serviceFor(routes, requestTo(path)))).toEqual(['slash', 'slash', undefined]);
});

test('an exact path comes before a regular expression, and that before a prefix', () => {
  const routes = routesIn(routeYaml([
    { to: 'prefix', matches: [prefix('/v1/orders')] },
    { to: 'pattern', matches: [{ path: { type: 'RegularExpression', value: '/v[0-9]+/.*' } }] },
    { to: 'exact', matches: [exact('/v1/orders')] },
  ]));
  expect(['/v1/orders', '/v1/orders/', '/v1/orders/7', '/vx/orders'].map(path => serviceFor(routes, requestTo(path)))).toEqual(['exact', 'pattern', 'pattern', undefined]);
});

test('of the same path, a method comes before headers, more headers before fewer, and those before parameters of the query', () => {
  const routes = routesIn(routeYaml([
    { to: 'plain', matches: [prefix('/')] },
    { to: 'query', matches: [prefix('/', { queryParams: [{ name: 'a', value: '1' }, { name: 'b', value: '2' }] })] },
    { to: 'one', matches: [prefix('/', { headers: [{ name: 'a', value: '1' }] })] },
    { to: 'two', matches: [prefix('/', { headers: [{ name: 'a', value: '1' }, { name: 'b', value: '2' }] })] },
    { to: 'method', matches: [prefix('/', { method: 'POST' })] },
  ]));
  const all = { headers: { a: '1', b: '2' }, query: { a: '1', b: '2' } };
  expect([
    serviceFor(routes, requestTo('/', { ...all, method: 'POST' })),
    serviceFor(routes, requestTo('/', all)),
    serviceFor(routes, requestTo('/', { ...all, headers: { a: '1' } })),
    serviceFor(routes, requestTo('/', { query: all.query })),
    serviceFor(routes, requestTo('/', { query: { a: '1' } })),
  ]).toEqual(['method', 'two', 'one', 'query', 'plain']);
});

test('header names match in any case, header values exactly', () => {
  const routes = routesIn(routeYaml([{ to: 'v1', matches: [header('v1')] }, { to: 'dated', matches: [header('20[0-9]{2}', 'RegularExpression')] }]));
  expect(['v1', 'V1', 'v1.1', '2026', '12026', ''].map(value => serviceFor(routes, requestTo('/', { headers: { 'api-version': value } }))))
    .toEqual(['v1', undefined, undefined, 'dated', undefined, undefined]);
  expect(serviceFor(routes, requestTo('/'))).toBeUndefined();
});

test('of two requirements for one header, the first counts', () => {
  const routes = routesIn(routeYaml([{ to: 'v1', matches: [{ headers: [{ name: 'API-Version', value: 'v1' }, { name: 'api-version', value: 'v2' }] }] }]));
  expect(['v1', 'v2'].map(value => serviceFor(routes, requestTo('/', { headers: { 'api-version': value } })))).toEqual(['v1', undefined]);
});

test('an invalid regular expression matches no request', () => {
  expect(serviceFor(routesIn(routeYaml([{ to: 'v1', matches: [{ path: { type: 'RegularExpression', value: '/(' } }] }])), requestTo('/('))).toBeUndefined();
});

test('only the most specific host is tried, in any case and with any port', () => {
  const routes = routesIn(
    routeYaml([{ to: 'own', matches: [prefix('/own')] }], { name: 'own', hosts: ['API.example.com'] }),
    routeYaml([{ to: 'domain' }], { name: 'domain', hosts: ['*.example.com'] }),
    routeYaml([{ to: 'any' }], { name: 'any', hosts: [] }),
  );
  const hosts: [string, string][] = [
    ['api.example.com', '/own'], ['Api.Example.com:8080', '/own'], ['api.example.com', '/'], ['x.example.com', '/'], ['x.y.example.com', '/'], ['example.com', '/'],
  ];
  expect(hosts.map(([host, path]) => serviceFor(routes, requestTo(path, { host })))).toEqual(['own', 'own', undefined, 'domain', 'domain', 'any']);
  expect(takerOf(routesIn(routeYaml([{ to: 'own' }])), requestTo('/', { host: 'other.example.com' }))).toBeUndefined();
});

test('of equal matches, the oldest route comes first, then the name, then the order of rules', () => {
  const old = { name: 'b', created: '2026-01-01T00:00:00Z' };
  const late = { name: 'a', created: '2026-01-02T00:00:00Z' };
  expect(serviceFor(routesIn(routeYaml([{ to: 'late' }], late), routeYaml([{ to: 'old' }], old)), requestTo('/'))).toBe('old');
  expect(serviceFor(routesIn(routeYaml([{ to: 'b' }], { name: 'b' }), routeYaml([{ to: 'a' }], { name: 'a' })), requestTo('/'))).toBe('a');
  expect(serviceFor(routesIn(routeYaml([{ to: 'first' }, { to: 'second' }])), requestTo('/'))).toBe('first');
});

test('routes of other kinds match no request here', () => {
  const routes = routesIn(routeYaml([{ to: 'a' }]).replace('HTTPRoute', 'GRPCRoute'));
  expect(takerOf(routes, requestTo('/'))).toBeUndefined();
});

const segment = fc.constantFrom('v1', 'v10', 'v2', 'x');
const path = fc.array(segment, { maxLength: 3 }).map(segments => `/${segments.join('/')}`);
const match = fc.record({
  path: fc.record({ type: fc.constantFrom('Exact', 'PathPrefix'), value: path }),
  method: fc.option(fc.constantFrom('GET', 'POST'), { nil: undefined }),
  headers: fc.subarray([{ name: 'a', value: '1' }, { name: 'b', value: '2' }]),
});
const request = fc.record({ path, method: fc.constantFrom('GET', 'POST'), a: fc.constantFrom('1', '2'), b: fc.constantFrom('1', '2') })
  .map(({ path: to, method, ...headers }) => requestTo(to, { method, headers }));
const rules = fc.array(match, { minLength: 1, maxLength: 6 }).map(matches => matches.map((one, i): Rule => ({ to: `s${i}`, matches: [one] })));

test('a request matches if and only if one of the rules alone matches it', () => {
  fc.assert(fc.property(rules, request, (some, asked) => {
    const alone = some.map(rule => serviceFor(routesIn(routeYaml([rule])), asked)).filter(to => to !== undefined);
    const taken = serviceFor(routesIn(routeYaml(some)), asked);
    expect(taken === undefined).toBe(alone.length === 0);
    if (taken !== undefined) { expect(alone).toContain(taken); }
  }), { numRuns: runs(300) });
});

test('the order of different matches does not matter', () => {
  fc.assert(fc.property(rules, request, (some, asked) => {
    const matches = new Map(some.map(rule => [JSON.stringify(rule.matches), rule]));
    const different = [...matches.values()];
    const matchBy = (ordered: readonly Rule[]) => takerOf(routesIn(routeYaml(ordered)), asked)?.match;
    const [there, back] = [matchBy(different), matchBy([...different].reverse())];
    // Two matches with one header each have the same rank.
    expect(back?.requirements?.headers.length).toBe(there?.requirements?.headers.length);
    expect([back?.path, back?.type, back?.requirements?.method]).toEqual([there?.path, there?.type, there?.requirements?.method]);
  }), { numRuns: runs(300) });
});

test('a rule that does not match a request does not change the result', () => {
  fc.assert(fc.property(rules, request, (some, asked) => {
    const added = { to: 'added', matches: [exact('/never')] };
    expect(serviceFor(routesIn(routeYaml([added, ...some])), asked)).toBe(serviceFor(routesIn(routeYaml(some)), asked));
  }), { numRuns: runs(300) });
});
