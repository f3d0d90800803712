import { read } from './reading';
import { Route } from '../../src/manifests';

/** One route of a kind, by its apiVersion, kind and spec. */
function route(apiVersion: string, kind: string, spec: object): Route {
  const { clusters: [{ routes }], problems } = read(JSON.stringify({ apiVersion, kind, metadata: { name: 'a', namespace: 'shop' }, spec }));
  expect(problems).toEqual([]);
  expect(routes).toHaveLength(1);
  return routes[0];
}

/** What of a rule decides about requests, in short. */
function rulesOf({ rules }: Route) {
  return rules.map(({ hosts, matches, backends, filters }) => ({
    hosts,
    matches: matches.map(({ path, type, conditions }) => [type, path, ...conditions === undefined ? [] : [conditions]]),
    backends: backends.map(({ namespace, service, port, weight, subset }) => [namespace, service, port, weight, subset].map(value => value ?? '-').join(' ')),
    filters: filters.map(({ kind }) => kind),
  }));
}

const GATEWAY = 'gateway.networking.k8s.io/v1';

test('an HTTPRoute has its matches, weights and filters', () => {
  const found = route(GATEWAY, 'HTTPRoute', {
    parentRefs: [{ name: 'public' }],
    hostnames: ['Shop.example.com'],
    rules: [{
      matches: [{ path: { type: 'Exact', value: '/cart' }, headers: [{ name: 'v', value: '2' }] }, { path: { type: 'RegularExpression', value: '/x.*' }, method: 'GET' }],
      backendRefs: [{ name: 'cart', port: 80, weight: 9 }, { name: 'old', namespace: 'other', port: 80 }, { name: 'bucket', kind: 'Bucket', group: 'x.io' }],
      filters: [{ type: 'URLRewrite' }, { type: 'RequestRedirect' }, { type: 'RequestHeaderModifier' }],
    }, {}],
  });
  expect([found.routers, found.hosts]).toEqual([['public'], ['Shop.example.com']]);
  expect(rulesOf(found)).toEqual([
    {
      hosts: ['shop.example.com'],
      matches: [['Exact', '/cart', '[["headers",[{"name":"v","value":"2"}]]]'], ['Pattern', '/x.*', '[["method","GET"]]']],
      backends: ['shop cart 80 9 -', 'other old 80 - -'],
      filters: ['rewrite', 'redirect', 'other'],
    },
    { hosts: ['shop.example.com'], matches: [['Prefix', '/']], backends: [], filters: [] },
  ]);
  expect(found.rules.map(({ backendCount }) => backendCount)).toEqual([3, 0]);
  expect(found.rules[0].matches.map(({ onlyMethod }) => onlyMethod)).toEqual([false, true]);
});

test('an HTTPRoute has the conditions of a match one by one, each name once', () => {
  const { rules: [{ matches }] } = route(GATEWAY, 'HTTPRoute', {
    rules: [{
      matches: [
        {
          method: 'GET',
          headers: [{ name: 'API-Version', value: 'v[12]', type: 'RegularExpression' }, { name: 'api-version', value: 'v3' }],
          queryParams: [{ name: 'Beta', value: '1', type: 'Exact' }, { name: 'beta', value: '2' }],
        },
        {},
      ],
    }],
  });
  expect(matches.map(({ requirements }) => requirements)).toEqual([
    {
      method: 'GET',
      headers: [{ name: 'api-version', value: 'v[12]', isPattern: true }],
      query: [{ name: 'Beta', value: '1', isPattern: false }, { name: 'beta', value: '2', isPattern: false }],
    },
    { method: undefined, headers: [], query: [] },
  ]);
});

test.each([
  [{ service: 'shop.Cart', method: 'Add' }, ['Exact', '/shop.Cart/Add']],
  [{ service: 'shop.Cart' }, ['Prefix', '/shop.Cart']],
  [{ method: 'Add' }, ['Pattern', '//Add']],
  [{ type: 'RegularExpression', service: 'shop.*' }, ['Pattern', '/shop.*']],
])('a GRPCRoute matches the method %j as a path', (method, match) => {
  const found = route(GATEWAY, 'GRPCRoute', { parentRefs: [{ name: 'public' }], rules: [{ matches: [{ method }], backendRefs: [{ name: 'cart', port: 50051 }] }] });
  expect(rulesOf(found)).toEqual([{ hosts: [''], matches: [match], backends: ['shop cart 50051 - -'], filters: [] }]);
});

test('a TLSRoute has hosts, a TCPRoute and a UDPRoute have the listeners of their Gateways', () => {
  const rules = [{ backendRefs: [{ name: 'broker', port: 1883 }] }];
  expect(rulesOf(route('gateway.networking.k8s.io/v1alpha2', 'TLSRoute', { hostnames: ['mqtt.example.com'], parentRefs: [{ name: 'edge' }], rules }))[0].hosts).toEqual(['mqtt.example.com']);
  for (const kind of ['TCPRoute', 'UDPRoute']) {
    const parentRefs = [{ name: 'edge', sectionName: 'mqtt' }, { name: 'edge', port: 1884 }, { name: 'edge' }];
    expect(rulesOf(route('gateway.networking.k8s.io/v1alpha2', kind, { parentRefs, rules }))[0].hosts).toEqual(['edge:mqtt', 'edge:1884', 'edge:']);
  }
});

test('a VirtualService has its destinations with subsets, and no host of another cluster', () => {
  const found = route('networking.istio.io/v1', 'VirtualService', {
    hosts: ['reviews'],
    gateways: ['mesh', 'public'],
    http: [
      {
        match: [{ uri: { prefix: '/v2' }, headers: { end: { exact: 'x' } } }, { uri: { exact: '/a' } }, { uri: { regex: '/b.*' }, name: 'b' }],
        route: [{ destination: { host: 'reviews', subset: 'v2', port: { number: 9080 } }, weight: 10 }, { destination: { host: 'old.other.svc.cluster.local' } }],
        rewrite: { uri: '/' },
      },
      { route: [{ destination: { host: 'api.example.com' } }, { destination: { host: 'a.b' } }] },
      { redirect: { uri: '/new' } },
    ],
    tls: [{ match: [{ sniHosts: ['a'], port: 443 }], route: [{ destination: { host: 'tls' } }] }],
  });
  expect([found.routers, found.hosts]).toEqual([['public'], ['reviews']]);
  expect(rulesOf(found)).toEqual([
    {
      hosts: ['reviews'],
      matches: [['Prefix', '/v2', '[["headers",{"end":{"exact":"x"}}]]'], ['Exact', '/a'], ['Pattern', '/b.*']],
      backends: ['shop reviews 9080 10 v2', 'other old - - -'],
      filters: ['rewrite'],
    },
    { hosts: ['reviews'], matches: [['Prefix', '/']], backends: [], filters: [] },
    { hosts: ['reviews'], matches: [['Prefix', '/']], backends: [], filters: ['redirect'] },
    { hosts: ['reviews'], matches: [['Prefix', '/', '[["port",443],["sniHosts",["a"]]]']], backends: ['shop tls - - -'], filters: [] },
  ]);
  expect(found.rules[0].backends[0].namePath).toEqual(['spec', 'http', 0, 'route', 0, 'destination', 'host']);
});

test('an HTTPProxy has the conditions of a route together, and no mirror', () => {
  const found = route('projectcontour.io/v1', 'HTTPProxy', {
    virtualhost: { fqdn: 'shop.example.com' },
    routes: [
      { conditions: [{ prefix: '/cart' }, { header: { name: 'v' } }], services: [{ name: 'cart', port: 80, weight: 5 }, { name: 'copy', port: 80, mirror: true }], pathRewritePolicy: {} },
      { conditions: [{ exact: '/a' }], requestRedirectPolicy: { hostname: 'b' } },
    ],
    tcpproxy: { services: [{ name: 'raw', port: 1 }] },
  });
  expect(rulesOf(found)).toEqual([
    { hosts: ['shop.example.com'], matches: [['Prefix', '/cart', '[["others",[{"header":{"name":"v"}}]]]']], backends: ['shop cart 80 5 -'], filters: ['rewrite'] },
    { hosts: ['shop.example.com'], matches: [['Exact', '/a']], backends: [], filters: ['redirect'] },
    { hosts: ['shop.example.com'], matches: [['Prefix', '/']], backends: ['shop raw 1 - -'], filters: [] },
  ]);
  expect(rulesOf(route('projectcontour.io/v1', 'HTTPProxy', { routes: [{ services: [{ name: 'a', port: 1 }] }] }))[0].hosts).toEqual([]);
  const included = { virtualhost: { fqdn: 'a.example.com' }, includes: [{ name: 'b' }], routes: [{ services: [{ name: 'a', port: 1 }] }] };
  expect(rulesOf(route('projectcontour.io/v1', 'HTTPProxy', included))[0].hosts).toEqual(['a.example.com']);
});

test('an IngressRoute has the hosts and the path of its matcher; the rest is a condition', () => {
  const services = [{ name: 'cart', port: 'http' }, { name: 'weighted', kind: 'TraefikService' }];
  const found = route('traefik.io/v1alpha1', 'IngressRoute', {
    routes: [
      { match: 'Host(`shop.example.com`, `www.example.com`) && PathPrefix(`/cart`)', services },
      { match: 'Host(`a.example.com`) && Path(`/x`) && Header(`v`, `2`)', services, middlewares: [{ name: 'strip' }] },
      { match: '!Host(`a.example.com`)', services },
    ],
  });
  expect([found.routers, found.hosts]).toEqual([['traefik'], ['shop.example.com', 'www.example.com', 'a.example.com']]);
  expect(rulesOf(found)).toEqual([
    { hosts: ['shop.example.com', 'www.example.com'], matches: [['Prefix', '/cart']], backends: ['shop cart http - -'], filters: [] },
    { hosts: ['a.example.com'], matches: [['Exact', '/x', '[["others","Header`v`,`2`"]]']], backends: ['shop cart http - -'], filters: ['other'] },
    { hosts: [''], matches: [['Prefix', '/', '[["others","!Host`a.example.com`"]]']], backends: ['shop cart http - -'], filters: [] },
  ]);
});

test('an IngressRouteTCP without a host has its entry points', () => {
  const rules = (match: string) => rulesOf(route('traefik.io/v1alpha1', 'IngressRouteTCP', { entryPoints: ['mqtt'], routes: [{ match, services: [{ name: 'broker', port: 1883 }] }] }));
  expect(rules('HostSNI(`*`)')[0].hosts).toEqual(['entry point mqtt']);
  expect(rules('HostSNI(`mqtt.example.com`)')[0].hosts).toEqual(['mqtt.example.com']);
});

describe('the time that a router gives a request', () => {
  const timeoutOf = (apiVersion: string, kind: string, spec: object) => {
    const [{ timeout }] = route(apiVersion, kind, spec).rules;
    return timeout && [timeout.seconds, timeout.at.slice(3).join('.')];
  };
  const httpRoute = (timeouts: object) => timeoutOf(GATEWAY, 'HTTPRoute', { rules: [{ timeouts, backendRefs: [{ name: 'a', port: 80 }] }] });
  const virtual = (more: object) => timeoutOf('networking.istio.io/v1', 'VirtualService', { hosts: ['a'], http: [{ route: [{ destination: { host: 'a' } }], ...more }] });
  const proxy = (more: object) => timeoutOf('projectcontour.io/v1', 'HTTPProxy', { virtualhost: { fqdn: 'a.example.com' }, routes: [{ services: [{ name: 'a', port: 80 }], ...more }] });

  test('of an HTTPRoute is the shorter of the request and the one to the backend; without them only the router knows', () => {
    expect(httpRoute({ request: '1m30s' })).toEqual([90, 'timeouts.request']);
    expect(httpRoute({ request: '10s', backendRequest: '500ms' })).toEqual([0.5, 'timeouts.backendRequest']);
    expect(httpRoute({ request: '0s' })).toEqual([Infinity, 'timeouts.request']);
    expect(httpRoute({ request: '0s', backendRequest: '2h' })).toEqual([7200, 'timeouts.backendRequest']);
    expect(httpRoute({})).toBeUndefined();
    expect(httpRoute({ request: 'soon' })).toBeUndefined();
  });

  test('of a VirtualService is unlimited by default, and ends with a try', () => {
    expect(virtual({})).toEqual([Infinity, 'timeout']);
    expect(virtual({ timeout: '1.5s' })).toEqual([1.5, 'timeout']);
    expect(virtual({ timeout: '{{ .Values.timeout }}' })).toBeUndefined();
    expect(virtual({ timeout: '10s', retries: { attempts: 3, perTryTimeout: '2s' } })).toEqual([2, 'retries.perTryTimeout']);
    expect(virtual({ timeout: '10s', retries: { attempts: 0, perTryTimeout: '2s' } })).toEqual([10, 'timeout']);
    expect(timeoutOf('networking.istio.io/v1', 'VirtualService', { hosts: ['a'], tcp: [{ timeout: '1s', route: [{ destination: { host: 'a' } }] }] })).toBeUndefined();
  });

  test('of an HTTPProxy is that of Envoy by default', () => {
    expect(proxy({})).toEqual([15, 'timeoutPolicy.response']);
    expect(proxy({ timeoutPolicy: { response: 'infinity' } })).toEqual([Infinity, 'timeoutPolicy.response']);
    expect(proxy({ timeoutPolicy: { response: '1m' }, retryPolicy: { count: 2, perTryTimeout: '20s' } })).toEqual([20, 'retryPolicy.perTryTimeout']);
    expect(proxy({ timeoutPolicy: { response: '1m' }, retryPolicy: { count: -1, perTryTimeout: '20s' } })).toEqual([60, 'timeoutPolicy.response']);
    expect(proxy({ timeoutPolicy: { response: 'soon' } })).toBeUndefined();
  });
});
