import { App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { apiIn, INGRESS, SERVICE, serviceIn } from './apis';
import { Exposure, GatewayImplementation, Retirement, Router, VersionBy } from '../../src';
import { RoutedRequest, takerOf } from '../../src/analysis/traffic/request-routing';
import { clustersOf, ManifestSet, parseManifests } from '../../src/manifests';
import { runs } from '../property-runs';
import { updateBetween, judgedUpdate } from '../rules/diff/updating';

// The releases of an API: each is applied object by object, so that the route of one may meet the Services of the other.

const GATEWAY = Router.httpRoute({ gateway: 'public', implementation: GatewayImplementation.envoy() });
const GOES = Retirement.announced({ deprecated: '2026-01-01', sunset: '2026-06-30' });

/** What one release has. */
interface Release {
  readonly routed: readonly string[];
  /** Versions whose pods run, routed or not. */
  readonly running: readonly string[];
  readonly announced: readonly string[];
  readonly byDefault?: string;
}

const NAMED_BY = { path: VersionBy.path(), header: VersionBy.header('API-Version'), host: VersionBy.host() };
type NamedBy = keyof typeof NAMED_BY;

function yamlOf(by: NamedBy, release: Release, router: Router = GATEWAY): string {
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const services = new Map(release.running.map(name => [name, serviceIn(chart, `orders-${name}`, { exposure: Exposure.envoy() })]));
  const api = apiIn(chart, { versionBy: NAMED_BY[by], router, defaultVersion: release.byDefault });
  for (const name of release.routed) {
    api.addVersion(name, { service: services.get(name)!, ...release.announced.includes(name) && { retirement: GOES } });
  }
  return app.synthYaml();
}

/** v1 alone; the new version beside it; the old ones announced; the default moved; the old routes removed; their pods removed. */
function releasesOf(old: readonly string[], next: string, hasDefault: boolean): Release[] {
  const all = [...old, next];
  const [first] = old;
  const byDefault = hasDefault ? first : undefined;
  return [
    { routed: old, running: old, announced: [], byDefault },
    { routed: all, running: all, announced: [], byDefault },
    { routed: all, running: all, announced: old, byDefault },
    { routed: all, running: all, announced: old, byDefault: hasDefault ? next : undefined },
    { routed: [next], running: all, announced: [], byDefault: hasDefault ? next : undefined },
    { routed: [next], running: [next], announced: [], byDefault: hasDefault ? next : undefined },
  ];
}

function requestFor(by: NamedBy, version: string | undefined): RoutedRequest {
  return {
    host: by === 'host' && version !== undefined ? `${version}.api.example.com` : 'api.example.com',
    path: by === 'path' && version !== undefined ? `/${version}/orders/1` : '/orders/1',
    method: 'GET',
    headers: new Map(by === 'header' && version !== undefined ? [['api-version', version]] : []),
    query: new Map(),
  };
}

function read(yaml: string): ManifestSet {
  return clustersOf(parseManifests('release.yaml', yaml).objects).clusters[0];
}

function backendsOf({ routes }: ManifestSet, request: RoutedRequest): string[] {
  return (takerOf(routes, request)?.rule.backends ?? []).filter(({ weight }) => weight !== 0).map(({ service }) => service);
}

function servicesOf(manifests: ManifestSet): Set<string> {
  return new Set(manifests.services.map(({ object: { name } }) => name));
}

const names = fc.uniqueArray(fc.integer({ min: 1, max: 20 }).map(n => `v${n}`), { minLength: 2, maxLength: 5 });

test('requests for a version reach exactly one Service, which runs before, during and after each release of its life', () => {
  fc.assert(fc.property(names, fc.constantFrom<NamedBy>('path', 'header', 'host'), fc.boolean(), ([next, ...old], by, hasDefault) => {
    const releases = releasesOf(old, next, hasDefault);
    const manifests = releases.map(release => read(yamlOf(by, release)));
    for (let i = 1; i < releases.length; i++) {
      const [before, after] = [manifests[i - 1], manifests[i]];
      const live = releases[i].routed.filter(version => releases[i - 1].routed.includes(version));
      const running = [...servicesOf(before)].filter(service => servicesOf(after).has(service));
      for (const version of live) {
        for (const route of [before, after]) { expect(backendsOf(route, requestFor(by, version))).toEqual([`orders-${version}`]); }
        expect(running).toContain(`orders-${version}`);
      }
      if (!hasDefault) { continue; }
      for (const [route, release] of [[before, releases[i - 1]], [after, releases[i]]] as const) {
        expect(backendsOf(route, requestFor(by, undefined))).toEqual([`orders-${release.byDefault}`]);
        expect(running).toContain(`orders-${release.byDefault}`);
      }
    }
  }), { numRuns: runs(30) });
});

test('without a default version, no Service gets requests without a version', () => {
  const manifests = read(yamlOf('path', { routed: ['v1'], running: ['v1'], announced: [] }));
  expect(takerOf(manifests.routes, requestFor('path', undefined))).toBeUndefined();
});

test.each<[string, Router]>([['an HTTPRoute', GATEWAY], ['an Ingress', INGRESS]])('`diff` finds no error in the releases that add and announce a version of %s', (_, router) => {
  const releases = releasesOf(['v1'], 'v2', true).slice(0, 3);
  for (let i = 1; i < releases.length; i++) {
    const { findings } = judgedUpdate(updateBetween(yamlOf('path', releases[i - 1], router), yamlOf('path', releases[i], router)));
    expect(findings.filter(({ severity }) => severity === 'error').map(({ rule, message }) => `${rule.id}: ${message}`)).toEqual([]);
  }
});

test('each version has its own service, so that the pods of one version can be removed separately', () => {
  const app = new App();
  const api = apiIn(new Chart(app, 'shop', { namespace: 'shop' }));
  for (const version of ['v1', 'v2']) { api.addVersion(version, { serviceProps: SERVICE }); }
  expect([...servicesOf(read(app.synthYaml()))]).toEqual(['orders-v1', 'orders-v2']);
});
