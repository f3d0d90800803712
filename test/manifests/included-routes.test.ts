import { ManifestSet, Route } from '../../src/manifests';
import { manifestsIn } from '../rules/check/judging';

interface Proxy {
  readonly host?: string;
  readonly includes?: string;
  readonly routes?: string;
  readonly namespace?: string;
  readonly tcp?: string;
}

function proxy(name: string, { host, includes = '', routes = '', namespace = 'shop', tcp }: Proxy = {}): string {
  const virtualhost = host === undefined ? '' : `virtualhost: { fqdn: ${host} }, `;
  return `apiVersion: projectcontour.io/v1
kind: HTTPProxy
metadata: { name: ${name}, namespace: ${namespace} }
spec: { ${virtualhost}includes: [${includes}], routes: [${routes}]${tcp === undefined ? '' : `, tcpproxy: ${tcp}`} }
`;
}

const to = (service: string, conditions = ''): string => `{ conditions: [${conditions}], services: [{ name: ${service}, port: 80 }] }`;
const cluster = (...proxies: string[]): ManifestSet => manifestsIn(proxies.join('---\n'));
const named = ({ routes }: ManifestSet, name: string): Route => routes.find(({ object }) => object.name === name)!;
const paths = (manifests: ManifestSet, name: string): string[] => named(manifests, name).rules.flatMap(({ hosts, matches }) =>
  matches.flatMap(({ type, path, conditions }) => hosts.map(host => `${type} ${host}${path}${conditions === undefined ? '' : ` ${conditions}`}`)));

test('an HTTPProxy that another includes has its host, and its prefix before its own', () => {
  const found = cluster(
    proxy('root', { host: 'Shop.example.com', includes: '{ name: cart, conditions: [{ prefix: /cart/ }] }', routes: to('web', '{ prefix: / }') }),
    proxy('cart', { routes: `${to('cart', '{ prefix: /v1 }')}, ${to('cart')}, ${to('cart', '{ exact: /a }')}, ${to('cart', '{ regex: "/b.*" }')}` }),
  );
  expect(paths(found, 'cart')).toEqual([
    'Prefix shop.example.com/cart/v1', 'Prefix shop.example.com/cart/', 'Exact shop.example.com/cart/a', 'Pattern shop.example.com/cart(?:/b.*)',
  ]);
  expect(paths(found, 'root')).toEqual(['Prefix shop.example.com/']);
  expect(named(found, 'cart').rules[0].path).toEqual(['spec', 'routes', 0]);
  expect(named(found, 'cart').backends).toHaveLength(4);
});

test('conditions of all includes hold together, in any order', () => {
  const [one, other] = ['{ header: { name: a, present: true } }', '{ queryParameter: { name: b, present: true } }'];
  const found = (first: string, second: string, third: string) => paths(cluster(
    proxy('root', { host: 'a.example.com', includes: `{ name: team, namespace: team, conditions: [{ prefix: /team }${first}] }` }),
    proxy('team', { namespace: 'team', includes: `{ name: cart, conditions: [{ prefix: /cart }${second}] }` }),
    proxy('cart', { namespace: 'team', routes: to('cart', `{ prefix: /v1 }${third}`) }),
  ), 'cart');
  const expected = found(`, ${one}`, `, ${other}`, '');
  expect(expected).toEqual(['Prefix a.example.com/team/cart/v1 [["others",[{"header":{"name":"a","present":true}},{"queryParameter":{"name":"b","present":true}}]]]']);
  expect(found('', `, ${other}`, `, ${one}`)).toEqual(expected);
});

test('an HTTPProxy may be included several times', () => {
  const includes = '{ name: cart, conditions: [{ prefix: /a }] }, { name: cart, conditions: [{ prefix: /b }] }';
  expect(paths(cluster(
    proxy('root', { host: 'a.example.com', includes }),
    proxy('other', { host: 'b.example.com', includes: '{ name: cart }' }),
    proxy('cart', { routes: to('cart', '{ prefix: /x }') }),
  ), 'cart')).toEqual(['Prefix a.example.com/a/x', 'Prefix a.example.com/b/x', 'Prefix b.example.com/x']);
});

test('of includes with the same conditions Contour takes the first, unless they have no conditions', () => {
  const children = [proxy('a', { routes: to('a', '{ prefix: /x }') }), proxy('b', { routes: to('b', '{ prefix: /y }') })];
  const served = (conditions: string) => ['a', 'b'].map(name => paths(cluster(
    proxy('root', { host: 'a.example.com', includes: `{ name: a, conditions: ${conditions} }, { name: b, conditions: ${conditions} }` }), ...children,
  ), name).length);
  expect(served('[{ prefix: /api }]')).toEqual([1, 0]);
  expect(served('[]')).toEqual([1, 1]);
});

test('one that none includes serves nothing, as long as those that include others are here', () => {
  const orphan = proxy('orphan', { routes: to('cart') });
  const root = (includes: string) => proxy('root', { host: 'a.example.com', includes, routes: to('web') });
  expect(named(cluster(root('{ name: cart }'), proxy('cart', { routes: to('cart') }), orphan), 'orphan')).toMatchObject({ rules: [], backends: [] });
  expect(named(cluster(root(''), orphan), 'orphan').backends).toHaveLength(1);
  expect(paths(cluster(orphan), 'orphan')).toEqual([]);
  const middle = proxy('middle', { includes: '{ name: orphan }' });
  expect(named(cluster(root('{ name: cart }'), middle, orphan), 'orphan').backends).toHaveLength(1);
});

test('says which includes lead to nothing that is here', () => {
  const found = cluster(
    proxy('root', { host: 'a.example.com', includes: '{ name: gone, namespace: team, conditions: [{ prefix: /gone }] }, { name: other, conditions: [{ prefix: /b }] }, { name: cart }' }),
    proxy('other', { host: 'b.example.com', routes: to('b') }),
    proxy('cart', { routes: to('cart') }),
  );
  expect(named(found, 'root').includes).toMatchObject([
    { namespace: 'team', name: 'gone', isRoot: false, namePath: ['spec', 'includes', 0, 'name'], open: [{ hosts: ['a.example.com'], matches: [{ path: '/gone' }] }] },
    { name: 'other', isRoot: true },
  ]);
  expect(paths(found, 'other')).toEqual(['Prefix b.example.com/']);
});

test('an include of TCP leads to the tcpproxy of the other, and not to its routes', () => {
  const child = proxy('child', { routes: to('web'), tcp: '{ services: [{ name: db, port: 5432 }] }' });
  const found = cluster(proxy('root', { host: 'db.example.com', tcp: '{ include: { name: child } }' }), child);
  expect(named(found, 'child').rules.map(({ path }) => path)).toEqual([['spec', 'tcpproxy']]);
  expect(named(found, 'root').rules).toEqual([]);
  expect(named(cluster(proxy('root', { host: 'db.example.com', tcp: '{ includes: { name: child } }' }), child), 'child').rules).toHaveLength(1);
  expect(named(cluster(proxy('root', { host: 'a.example.com', includes: '{ name: child }' }), child), 'child').rules.map(({ path }) => path)).toEqual([['spec', 'routes', 0]]);
});

test('ends where HTTPProxies include each other', () => {
  const found = cluster(
    proxy('root', { host: 'a.example.com', includes: '{ name: b, conditions: [{ prefix: /b }] }' }),
    proxy('b', { includes: '{ name: c, conditions: [{ prefix: /c }] }, { name: b }', routes: to('b') }),
    proxy('c', { includes: '{ name: b, conditions: [{ prefix: /d }] }', routes: to('c') }),
  );
  expect(paths(found, 'b')).toEqual(['Prefix a.example.com/b']);
  expect(paths(found, 'c')).toEqual(['Prefix a.example.com/b/c']);
});

test('is done soon, however many ways there are', () => {
  const level = (i: number) => [0, 1].map(side => proxy(`p${i}-${side}`, {
    includes: [0, 1].map(next => `{ name: p${i + 1}-${next}, conditions: [{ prefix: /${next} }] }`).join(', '), routes: to('web'),
  }));
  const root = proxy('root', { host: 'a.example.com', includes: '{ name: p0-0, conditions: [{ prefix: /0 }] }, { name: p0-1, conditions: [{ prefix: /1 }] }' });
  const found = cluster(root, ...Array.from({ length: 40 }, (_, i) => level(i)).flat());
  expect(found.routes.reduce((sum, { rules }) => sum + rules.length, 0)).toBeLessThan(1200);
});

test('an include without a name, and invalid conditions, are ignored', () => {
  const found = cluster(proxy('root', { host: 'a.example.com', includes: '{ name: cart, conditions: [7, { prefix: 8 }] }, { namespace: x }' }), proxy('cart', { routes: to('cart') }));
  expect(paths(found, 'cart')).toEqual(['Prefix a.example.com/']);
});
