import { app, deployment, document, found, httpRoute, ingress, judges, NOTHING, service } from './route-manifests';
import { routeRemoved as rule } from '../../../../src/rules/diff/routing';

const SHOP = ingress(['shop.example.com/']);

test('fails when a host is removed, and keeps its rule', () => {
  expect(found(rule, ingress(['shop.example.com/', 'old.example.com/']), SHOP)).toEqual([{
    message: 'No rule routes old.example.com/ after this release: clients that call it get 404 as soon as it is applied.',
    fix: 'Keep the rule for old.example.com/ until clients no longer call it.',
    path: ['spec', 'rules'],
    severity: undefined,
    on: 'web',
    recipe: expect.stringMatching(/^Release this change, but with spec\.rules of Ingress web set to \[\{ "host": "shop.*\{ "host": "old\.example\.com", "http":/),
  }]);
});

test.each([
  ['TCPRoute', 'the connections of TCPRoute db', 'connections to it are refused or reset'],
  ['UDPRoute', 'the connections of UDPRoute db', 'clients that send to it get no response'],
  ['TLSRoute', 'db.example.com', 'connections to it are refused or reset'],
])('a route of connections, like a %s, has no 404', (kind, words, refusal) => {
  const route = document(`apiVersion: gateway.networking.k8s.io/v1alpha2
kind: ${kind}
metadata: { name: db, namespace: shop }
spec: { parentRefs: [{ name: public }], ${kind === 'TLSRoute' ? 'hostnames: [db.example.com], ' : ''}rules: [{ backendRefs: [{ name: db, port: 5432 }] }] }`);
  expect(found(rule, route + app('db'), app('db')).map(({ message }) => message))
    .toEqual([`No rule routes ${words} after this release: ${refusal} as soon as it is applied.`]);
});

test('fails when a path is removed, and keeps it with the others of its host', () => {
  const [violation] = found(rule, ingress(['shop.example.com/cart', 'shop.example.com/help']), ingress(['shop.example.com/cart']));
  expect(violation.message).toBe('No rule routes shop.example.com/help after this release: clients that call it get 404 as soon as it is applied.');
  expect(violation.recipe!.match(/"host"/g)).toHaveLength(1);
});

test('fails on the path that is narrower now', () => {
  expect(found(rule, SHOP, ingress(['=shop.example.com/'])).map(({ path }) => path)).toEqual([['spec', 'rules', 0, 'http', 'paths', 0]]);
  expect(found(rule, SHOP, ingress(['shop.example.com/cart'])).map(({ path }) => path)).toEqual([['spec', 'rules']]);
});

test('fails when the route is removed, and keeps it with its Service and pods', () => {
  const [violation] = found(rule, SHOP + app('web'), NOTHING);
  expect(violation.path).toEqual(['spec', 'rules', 0, 'http', 'paths', 0]);
  expect(violation.recipe).toBe('Release this change, but keep Ingress web, keep Service web and keep Deployment web.');
});

test('keeps the old route without the one that takes over a part of it', () => {
  const other = ingress(['shop.example.com/cart'], { name: 'cart' });
  expect(found(rule, ingress(['shop.example.com/cart', 'shop.example.com/help']), other)[0].recipe).toBe('Release this change, but keep Ingress web and without Ingress cart.');
  expect(found(rule, ingress(['shop.example.com/cart', 'shop.example.com/help']) + ingress(['a.example.com/'], { name: 'cart' }),
    ingress(['a.example.com/', 'shop.example.com/cart'], { name: 'cart' }))[0].recipe).toBe('Release this change, but keep Ingress web and leave Ingress cart as it is now.');
});

test('fails when the default backend is removed', () => {
  const before = ingress(['shop.example.com/cart'], { spec: ', defaultBackend: { service: { name: web, port: { number: 80 } } }' });
  expect(found(rule, before, ingress(['shop.example.com/cart']))).toEqual([expect.objectContaining({
    message: 'No rule routes any host, path / after this release: clients that call it get 404 as soon as it is applied.',
    recipe: 'Release this change, but with spec.defaultBackend of Ingress web set to { "service": { "name": "web", "port": { "number": 80 } } }.',
  })]);
});

test('fails when an HTTPRoute loses a host, a rule or a match, and keeps them', () => {
  const rules = '{ matches: [{ path: { value: /cart } }, { path: { value: /help } }], backendRefs: [{ name: web, port: 80 }] }';
  const before = httpRoute(['a.example.com', 'b.example.com'], rules);
  expect(found(rule, before, httpRoute(['a.example.com'], rules))[0].recipe).toBe('Release this change, but with spec.hostnames of HTTPRoute web set to ["a.example.com", "b.example.com"].');
  const narrowed = found(rule, before, httpRoute(['a.example.com', 'b.example.com'], rules.replace(', { path: { value: /help } }', '')));
  expect(narrowed.map(({ message }) => message)).toEqual(['a', 'b'].map(host => `No rule routes ${host}.example.com/help after this release: clients that call it get 404 as soon as it is applied.`));
  expect(narrowed[0].recipe).toContain('with spec.rules of HTTPRoute web set to [{ "matches": [{ "path": { "value": "/cart" } }], "backendRefs": [{ "name": "web", "port": 80 }] }, { "matches": [{ "path": { "value": "/help" } }]');
  expect(found(rule, httpRoute([], rules), httpRoute(['a.example.com'], rules))[0].recipe).toBe('Release this change, but leave out spec.hostnames of HTTPRoute web.');
  expect(found(rule, httpRoute(['a.example.com'], '{ backendRefs: [{ name: web, port: 80 }] }'), httpRoute(['b.example.com'], rules))[0].recipe)
    .toContain('{ "backendRefs": [{ "name": "web", "port": 80 }] }] and with spec.hostnames of HTTPRoute web set to ["b.example.com", "a.example.com"].');
});

test.each([
  ['a header is needed now', '{ matches: [{ headers: [{ name: canary, value: a }] }] }', 1],
  ['only one method is left, for another rule may have the others', '{ matches: [{ method: GET }] }', 0],
  ['an empty list of headers means none', '{ matches: [{ headers: [] }] }', 0],
  ['it matches a pattern that begins the same', '{ matches: [{ path: { type: RegularExpression, value: "/.*" } }] }', 0],
  ['it matches exactly this', '{ matches: [{ path: { type: Exact, value: / } }] }', 1],
])('where %s', (_, rules, count) => {
  expect(found(rule, httpRoute(['a.example.com'], '{ backendRefs: [] }'), httpRoute(['a.example.com'], rules))).toHaveLength(count);
});

test('keeps a match with its conditions', () => {
  const [violation] = found(rule, httpRoute(['a.example.com'], '{ matches: [{ headers: [{ name: canary, value: a }] }] }'), httpRoute(['a.example.com'], '{ matches: [{ path: { value: /cart } }] }'));
  expect(violation.message).toContain('No rule routes a.example.com/ with its conditions after this');
});

test.each([
  ['a wider path is left', ['shop.example.com/cart'], ['shop.example.com/']],
  ['a wider path with a slash is left', ['shop.example.com/cart/items'], ['shop.example.com/cart/']],
  ['all hosts are routed', ['shop.example.com/cart'], ['/']],
  ['all hosts of the domain are routed', ['shop.example.com/'], ['*.example.com/']],
  ['a host is written otherwise', ['Shop.example.com/'], ['shop.example.com/']],
  ['a path is only written otherwise', ['shop.example.com/cart/'], ['shop.example.com/cart']],
  ['exactly this path is below another', ['=shop.example.com/cart'], ['shop.example.com/']],
  ['exactly this path is left to the controller', ['~shop.example.com/cart'], ['=shop.example.com/cart']],
  ['the controller is left to find the path', ['shop.example.com/cart'], ['~shop.example.com/cart(/|$)(.*)']],
  ['the pattern is below', ['~shop.example.com/cart(/|$)(.*)'], ['shop.example.com/']],
])('passes when %s', (_, before, after) => {
  expect(judges(rule, ingress(before), ingress(after))).toBe(true);
  expect(found(rule, ingress(before), ingress(after))).toEqual([]);
});

test.each([
  ['a path that only begins the same', ['shop.example.com/cart'], ['shop.example.com/ca']],
  ['a host that only ends the same', ['shop.example.com/'], ['example.com/', '*.shop.example.com/']],
  ['any host', ['/cart'], ['shop.example.com/cart']],
  ['an exact path with a slash', ['=shop.example.com/cart/'], ['=shop.example.com/cart']],
  ['a pattern beside it', ['shop.example.com/cart'], ['~shop.example.com/cart/items.*']],
])('fails for %s', (_, before, after) => {
  expect(found(rule, ingress(before), ingress(after))).toHaveLength(1);
});

describe('a path that a wider one takes over', () => {
  const rules = (...all: [path: string, service: string][]) => httpRoute(['shop.example.com'], all
    .map(([path, name]) => `{ matches: [{ path: { type: PathPrefix, value: ${path} } }], backendRefs: [{ name: ${name}, port: 80 }] }`).join(', '));
  const APPS = app('web') + app('feeds');
  const BEFORE = rules(['/', 'web'], ['/rss', 'feeds']);
  const AFTER = rules(['/', 'web']);

  test('fails when other pods get its requests', () => {
    expect(found(rule, BEFORE + APPS, AFTER + APPS)).toEqual([{
      message: 'Only a wider rule still routes shop.example.com/rss: as soon as the release is applied, its requests are sent to Service web, whose pods may not know them.',
      fix: 'Keep the rule for shop.example.com/rss until clients no longer call it.',
      path: ['spec', 'rules'],
      severity: undefined,
      on: 'web',
      recipe: expect.stringContaining('with spec.rules of HTTPRoute web set to'),
    }]);
    expect(found(rule, BEFORE + APPS, AFTER + app('web'))[0].recipe).toContain('but keep Service feeds, keep Deployment feeds and with spec.rules');
  });

  test('fails in an Ingress as well, and for a host that a wildcard takes over', () => {
    const two = ingress(['*.example.com/'], { name: 'all' }) + ingress(['feeds.example.com/'], { name: 'feeds', service: 'feeds' });
    expect(found(rule, two + APPS, ingress(['*.example.com/'], { name: 'all' }) + APPS).map(({ on }) => on)).toEqual(['feeds']);
  });

  const HEADER = httpRoute(['shop.example.com'], '{ backendRefs: [{ name: web, port: 80 }] }, { matches: [{ headers: [{ name: a, value: b }] }], backendRefs: [{ name: feeds, port: 80 }] }');
  test.each([
    ['they are the same pods', BEFORE + app('web') + service('feeds', 'web'), AFTER + app('web') + service('feeds', 'web')],
    ['it is one application in two Deployments', BEFORE + app('web', 3, 'shop') + app('feeds', 3, 'shop'), AFTER + app('web', 3, 'shop') + app('feeds', 3, 'shop')],
    ['it is the same Service', rules(['/', 'web'], ['/rss', 'web']) + APPS, AFTER + APPS],
    ['the pods are renamed with it', BEFORE + APPS, AFTER + deployment('feeds') + service('web', 'feeds')],
    ['the old pods are not in the manifests', BEFORE + app('web'), AFTER + app('web')],
    ['the new pods are not in the manifests', BEFORE + app('feeds'), AFTER + app('feeds')],
    ['the old Service has no pods', BEFORE + app('web') + service('feeds', 'none'), AFTER + APPS],
    ['the wider one is new', rules(['/rss', 'feeds']) + APPS, AFTER + APPS],
    ['the wider one changes, too', rules(['/', 'feeds'], ['/rss', 'feeds']) + APPS, AFTER + APPS],
    ['it needed a header', HEADER + APPS, AFTER + APPS],
    ['another rule of it sends to the same pods', BEFORE + ingress(['shop.example.com/'], { service: 'feeds' }) + APPS, AFTER + ingress(['shop.example.com/'], { service: 'feeds' }) + APPS],
    ['the wider one answers by itself', httpRoute(['shop.example.com'], '{ filters: [] }, { matches: [{ path: { value: /rss } }], backendRefs: [{ name: feeds, port: 80 }] }') + APPS,
      httpRoute(['shop.example.com'], '{ filters: [] }') + APPS],
  ])('passes when %s', (_, before, after) => {
    expect(judges(rule, before, after)).toBe(true);
    expect(found(rule, before, after)).toEqual([]);
  });
});

test('passes when another route has the path', () => {
  expect(found(rule, SHOP, ingress(['shop.example.com/'], { name: 'store' }))).toEqual([]);
  expect(found(rule, SHOP, httpRoute(['shop.example.com'], '{ backendRefs: [{ name: web, port: 80 }] }'))).toEqual([]);
});

test('does not apply to versions, or to a removed namespace', () => {
  expect(judges(rule, ingress(['shop.example.com/v1']), ingress(['shop.example.com/v2']))).toBe(false);
  expect(judges(rule, SHOP + document('apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }'), NOTHING)).toBe(false);
  expect(judges(rule, SHOP + document('apiVersion: v1\nkind: Namespace\nmetadata: { name: other }'), NOTHING)).toBe(true);
});
