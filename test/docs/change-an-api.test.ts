import { readFileSync } from 'node:fs';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { load, loadAll } from 'js-yaml';
import { synthesized } from './snippets';
import { apiReleasesAsSvg } from '../../scripts/figures/api-releases';
import { GatewayImplementation } from '../../src';
import { RULE_IDS } from '../../src/intent/rule-ids';
import { restarted } from '../../src/rules/diff';
import { idsOf, judged, manifestsIn } from '../rules/check/judging';
import { judgedUpdate, updateBetween } from '../rules/diff/updating';

const DOCS = join(__dirname, '..', '..', 'docs');
const PAGE = readFileSync(join(DOCS, 'change-an-api.md'), 'utf8');

/** The blocks in a language, with the heading that they are below. */
function blocks(language: string): [string, string][] {
  return PAGE.split(/^## /m).flatMap(part => [...part.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))]
    .map(([, code]): [string, string] => [part.split('\n')[0], code]));
}

const [[, VALUES], ...SNIPPETS] = blocks('ts');
const SYNTHESIZED = SNIPPETS.map(([heading, code]): [string, string] => [heading, synthesized(VALUES + code)]);
const [FIRST] = SYNTHESIZED.filter(([heading]) => heading === 'Before');
const RELEASES = [FIRST, ...SYNTHESIZED.filter(([heading]) => heading.startsWith('Release '))];
/** A day on which each release may be: after the deprecation the third one, after the sunset the fourth. */
const DAYS = ['2026-11-02', '2026-11-16', '2027-02-01', '2027-07-01', '2027-07-05'];

const objectsIn = (yaml: string): any[] => loadAll(yaml);
const routeIn = (yaml: string): any => objectsIn(yaml).find(({ kind }) => kind === 'HTTPRoute');

test('the page has five releases', () => {
  expect(RELEASES.map(([heading]) => heading.split(/:|,/)[0])).toEqual(['Before', ...[1, 2, 3, 4, 5].map(number => `Release ${number}`)]);
});

test.each(SYNTHESIZED)('`check` finds nothing in the snippet below "%s"', (_, yaml) => {
  expect(idsOf(judged(yaml).findings)).toEqual([]);
});

describe.each(DAYS.map((today, i) => [RELEASES[i + 1][0], RELEASES[i][1], RELEASES[i + 1][1], today]))('"%s"', (heading, before, after, today) => {
  const update = updateBetween(before, after);

  test('has what the page says that `diff` warns with, and nothing else', () => {
    const [, section] = PAGE.split(`## ${heading}`);
    const warnings = [...section.split(/^## /m)[0].matchAll(/`diff`\swarns with `(.*?)`/g)].map(([, id]) => id);
    const { findings } = judgedUpdate(update, { today, minimumNotice: 180 });
    expect(idsOf(findings.filter(({ severity }) => severity !== 'info'))).toEqual(warnings);
  });

  test('restarts no pod', () => {
    expect(restarted(update)).toEqual([]);
  });
});

test('clients see the headers that the page shows, from release 2 on', () => {
  const [[, shown]] = blocks('http');
  const [v1, v2, byDefault] = routeIn(RELEASES[2][1]).spec.rules
    .map(({ filters }: any) => filters.find(({ type }: any) => type === 'ResponseHeaderModifier')?.responseHeaderModifier);
  const lines = [...v1.set, ...v1.add].map(({ name, value }) => `${name}: ${value}`);
  expect(lines.join('\n')).toBe(shown.trim());
  expect([v2, byDefault]).toEqual([undefined, v1]);
});

test('release 4 routes nothing to the pods of v1, and keeps them', () => {
  const [route, deployments] = [routeIn(RELEASES[4][1]), objectsIn(RELEASES[4][1]).filter(({ kind }) => kind === 'Deployment')];
  expect(route.spec.rules.flatMap(({ backendRefs }: any) => backendRefs).map(({ name }: any) => name)).toEqual(['orders-v2', 'orders-v2']);
  expect(deployments.map(({ metadata: { name } }) => name).sort()).toEqual(['orders-v1', 'orders-v2']);
});

const TABLE = [...PAGE.matchAll(/^\| `GatewayImplementation\.(\w+)\(\)`[^|]*\| (yes|no) \| (yes|no) \| (?:`(\w+)`|set it in `serviceProps`) \|$/gm)]
  .map(([, factory, headers, rewrites, exposure]) => ({ factory, headers, rewrites, exposure }));

test('the table of routers has all implementations', () => {
  const factories = Object.getOwnPropertyNames(GatewayImplementation).filter(name => !['length', 'name', 'prototype', 'custom'].includes(name));
  expect(TABLE.map(({ factory }) => factory).sort()).toEqual(factories.sort());
});

test.each(TABLE)('$factory supports what the table says', ({ factory, headers, rewrites, exposure }) => {
  const { setsResponseHeaders, rewritesPaths, exposure: own } = (GatewayImplementation as any)[factory]()._abilities;
  expect({ headers: setsResponseHeaders, rewrites: rewritesPaths, exposure: own?._name })
    .toEqual({ headers: headers === 'yes', rewrites: rewrites === 'yes', exposure });
});

test('queries of the page are those of the alert', () => {
  const expression = (requests: string): string => {
    const alert = objectsIn(synthesized(`${VALUES}
      const orders = new VersionedApi(chart, 'orders', { host, router, namespace: 'shop' });
      orders.addVersion('v1', { serviceProps: { ...v1, namespace: 'shop' }, retirement });
      orders.addVersion('v2', { serviceProps: { ...v2, namespace: 'shop' } });
      orders.alertWhenStillUsed({ requests: ${requests} });`)).find(({ kind }) => kind === 'PrometheusRule');
    return /\{(.*)\}\[/.exec(alert.spec.groups[0].rules[0].expr)![1];
  };
  const [, custom] = /`(RequestCount\.custom\(.*?\))`/.exec(PAGE)!;
  for (const requests of ['RequestCount.istio()', 'RequestCount.linkerd()', custom]) { expect(PAGE).toContain(`${expression(requests)}}[14d]`); }
});

test('the function for applications sends what they are told, and nothing without it', () => {
  const [[, code]] = blocks('js');
  const tellClients = (env: { [name: string]: string }): object => {
    const response = new ServerResponse(new IncomingMessage(new Socket()));
    response.setHeader('Link', '</orders?page=2>; rel="next"');
    new Function('process', `${code}; return tellClients;`)({ env })(response);
    return response.getHeaders();
  };
  expect(tellClients({})).toEqual({ link: '</orders?page=2>; rel="next"' });
  expect(tellClients({ API_DEPRECATION: '@1796083200', API_SUNSET: 'Wed, 30 Jun 2027 00:00:00 GMT', API_LINK: '</v2>; rel="successor-version"' })).toEqual({
    'deprecation': '@1796083200',
    'sunset': 'Wed, 30 Jun 2027 00:00:00 GMT',
    'link': ['</orders?page=2>; rel="next"', '</v2>; rel="successor-version"'],
    'access-control-expose-headers': 'Deprecation, Sunset, Link',
  });
});

test('annotations of a route by hand are those of the construct', () => {
  const [, [, written]] = blocks('yaml');
  expect((load(written) as any).metadata.annotations).toEqual(routeIn(RELEASES[2][1]).metadata.annotations);
  const { routes: [route] } = manifestsIn(`${written}spec: { rules: [{ name: v1, backendRefs: [{ name: orders-v1, port: 80 }] }] }\n`);
  expect(route.versions?.retirements.get('v1')).toMatchObject({ deprecated: '2026-12-01', sunset: '2027-06-30', successor: 'v2' });
});

test('rules that the page names exist', () => {
  const named = [...PAGE.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, id]) => id);
  expect(named.length).toBeGreaterThan(0);
  // Extensions of OpenAPI, and the names of objects, are written in the same way.
  expect(named.filter(id => !RULE_IDS.has(id) && !id.startsWith('x-') && !id.endsWith('-contract'))).toEqual([]);
});

test('a release too early is found, by the rule that the page names', () => {
  const found = (before: number, after: number, today: string) => idsOf(judgedUpdate(
    updateBetween(RELEASES[before][1], RELEASES[after][1]), { today, minimumNotice: 180 },
  ).findings.filter(({ severity }) => severity !== 'info'));
  expect(found(1, 2, '2027-05-01')).toEqual(['retirement-notice-too-short']);
  expect(found(2, 1, '2026-11-20')).toEqual([]);
  expect(found(1, 3, '2026-11-16')).toEqual(['default-version-changed']);
  expect(found(3, 4, '2027-06-29')).toEqual(['versioned-endpoint-removed']);
  expect(found(3, 5, '2027-07-01')).toContain('version-pods-removed-with-route');
});

test('the picture is what its script draws now', () => {
  expect(readFileSync(join(DOCS, 'figures/api-releases.svg'), 'utf8')).toBe(apiReleasesAsSvg());
});
