import { Dice } from './random';
import { RoutedRequest } from '../../src/analysis/traffic/request-routing';

/** Versions of an API as routes, and requests that ask for them. */
export interface VersionSet {
  readonly kind: string;
  /** In the order in which they are created, each at least a second after the one before. */
  readonly routes: readonly RouteManifest[];
  readonly requests: readonly RoutedRequest[];
}

export interface RouteManifest {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly rules: readonly RuleManifest[];
}

export interface RuleManifest {
  /** The Service. */
  readonly version: string;
  readonly matches?: readonly object[];
  /** The prefix that pods do not get to see. */
  readonly strip?: boolean;
}

interface Made {
  readonly routes: readonly Omit<RouteManifest, 'name'>[];
  /** What requests are made of. */
  readonly paths?: readonly string[];
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  readonly query?: Readonly<Record<string, readonly string[]>>;
  readonly methods?: readonly string[];
  readonly hosts?: readonly string[];
}

export const VERSIONS = ['v1', 'v2', 'v3', 'v4'] as const;
const HEADERS = { 'api-version': ['v1', 'v2', 'v3', 'v4', 'V1', 'v1.1', ''], 'tenant': ['a', 'b'] };
const QUERY = { version: ['v1', 'v2', 'v3', 'v4', 'V1', ''], beta: ['1', '2'] };
const NESTED = ['/v1', '/v1/', '/v1/x', '/v1/x/', '/v1/x/y', '/v10', '/v1x', '/v2', '/v2/v1', '/x', '/'];
const BELOW = ['', '', '/', '/x', '/x/y', '0', 'x', '/v1'];

const prefix = (value: string, others: object = {}): object => ({ path: { type: 'PathPrefix', value }, ...others });
const headersOf = (values: Readonly<Record<string, string>>, type = 'Exact'): object =>
  ({ headers: Object.entries(values).map(([name, value]) => ({ type, name, value })) });

/** A last rule for requests that name no version, or none. */
function defaultOf(dice: Dice): RuleManifest[] {
  return dice.chance(2) ? [] : [{ version: dice.one(VERSIONS), matches: dice.chance(2) ? undefined : [prefix('/')] }];
}

function ruleAt(dice: Dice, path: string, more: object = {}): RuleManifest {
  if (dice.chance(5)) { return { version: dice.one(VERSIONS), matches: [{ path: { type: 'Exact', value: path }, ...more }] }; }
  return { version: dice.one(VERSIONS), matches: [prefix(path, more)], strip: dice.chance(2) };
}

/** The kinds of sets, by what names a version. */
export const KINDS: Readonly<Record<string, (dice: Dice, host: string) => Made>> = {
  'path': (dice, host) => {
    const rules = dice.some(VERSIONS)
      .map((version): RuleManifest => ({ version, matches: [prefix(`/${version}`)], strip: dice.chance(2) }));
    const routes = [{ hosts: [host], rules: dice.shuffled([...rules, ...defaultOf(dice)]) }];
    return { routes, paths: VERSIONS.map(version => `/${version}`) };
  },
  'nested paths, and exact ones': (dice, host) => ({
    routes: [{ hosts: [host], rules: dice.some(NESTED, 7).map(path => ruleAt(dice, path)) }],
    paths: NESTED,
  }),
  'header': (dice, host) => {
    const pattern = (): RuleManifest =>
      ({ version: dice.one(VERSIONS), matches: [headersOf({ 'API-Version': 'v[0-9](\\.[0-9])?' }, 'RegularExpression')] });
    const rules = dice.some(VERSIONS).map((version): RuleManifest => {
      const matches = [headersOf({ 'API-Version': version, ...dice.chance(3) && { Tenant: dice.one(HEADERS.tenant) } })];
      const another = dice.one(HEADERS['api-version'].filter(Boolean));
      return { version, matches: dice.chance(4) ? [...matches, headersOf({ 'API-Version': another })] : matches };
    });
    const patterns = dice.chance(4) ? [pattern()] : [];
    return { routes: [{ hosts: [host], rules: dice.shuffled([...rules, ...patterns, ...defaultOf(dice)]) }], headers: HEADERS };
  },
  'host': (dice, host) => {
    const versions = dice.some(VERSIONS);
    const ownRule = (version: string): RuleManifest => ({ version, matches: [prefix(dice.one(['/', '/', '/v1']))] });
    const own = versions.map(version => ({ hosts: [`${version}.${host}`], rules: [ownRule(version)] }));
    const others = dice.some([host, `*.${host}`, `*.v1.${host}`], 3)
      .map(wide => ({ hosts: [wide], rules: [{ version: dice.one(VERSIONS) }] }));
    return {
      routes: dice.chance(4) ? own : [...own, ...others],
      paths: ['', '/v1'],
      hosts: [...[...VERSIONS, 'V1', 'x.v1', 'x.y'].map(below => `${below}.${host}`), host, `v1.${host}:8080`],
    };
  },
  'path, method, header, query and regular expressions': (dice, host) => {
    const headers = (): object =>
      headersOf(Object.fromEntries(dice.some([['API-Version', dice.one(VERSIONS)], ['Tenant', 'a']])));
    const query = (): object[] => dice.some([{ name: 'version', value: dice.one(VERSIONS) }, { name: 'beta', value: '1' }]);
    const more = (): object => ({
      ...dice.chance(3) && { method: dice.one(['GET', 'POST']) },
      ...dice.chance(2) && headers(),
      ...dice.chance(2) && { queryParams: query() },
    });
    const paths = ['/', '/', '/v1', '/v1/x', '/v10'];
    const rules = Array.from({ length: 2 + dice.below(7) }, () => ruleAt(dice, dice.one(paths), more()));
    const patterns = ['/v[0-9]+', '/v[0-9]+/.*', '/(v1|v2)/x/.*']
      .map(value => ({ path: { type: 'RegularExpression', value }, ...more() }));
    const last = dice.chance(2) ? [{ version: dice.one(VERSIONS), matches: dice.some(patterns, 2) }] : [];
    const routes = [{ hosts: [host], rules: [...rules, ...last] }];
    return { routes, paths: ['', '/v1', '/v1/x', '/v10'], headers: HEADERS, query: QUERY, methods: ['GET', 'POST'] };
  },
  'several routes of one host': (dice, host) => ({
    routes: Array.from({ length: 2 + dice.below(2) }, () => ({
      hosts: [host],
      rules: dice.some(['/', '/v1', '/v1/x', '/v10', '/v2'], 3)
        .map(path => ruleAt(dice, path, dice.chance(3) ? headersOf({ Tenant: dice.one(HEADERS.tenant) }) : {})),
    })),
    paths: ['', '/v1', '/v1/x', '/v10', '/v2'],
    headers: HEADERS,
  }),
};

export function versionSet(kind: string, dice: Dice, id: string, requests: number): VersionSet {
  const host = `${id}.example.com`;
  const { routes, paths = [''], headers = {}, query = {}, methods = ['GET'], hosts = [host] } = KINDS[kind](dice, host);
  // The last created may be the first by name.
  const names = dice.shuffled(routes.map((_, i) => `${id}-${i}`));
  const values = (of: Readonly<Record<string, readonly string[]>>): Map<string, string> =>
    new Map(Object.entries(of).filter(() => !dice.chance(4)).map(([name, some]) => [name, dice.one(some)]));
  const request = (): RoutedRequest => ({
    host: dice.one(hosts),
    path: `${dice.one(paths)}${dice.one(BELOW)}`.replace(/^(?!\/)/, '/').replace(/\/+/g, '/'),
    method: dice.one(methods),
    headers: values(headers),
    query: values(query),
  });
  const named = routes.map((route, i) => ({ ...route, name: names[i] }));
  return { kind, routes: named, requests: Array.from({ length: requests }, request) };
}
