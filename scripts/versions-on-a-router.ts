// Sends random requests to random versions of APIs through a router, compares which version answers with what the library
// expects, and writes docs/matched-against-envoy.md.
//
//   export IMAGE=registry.example.com/app:1.0.0 ROUTER=http://gateway.example.com GATEWAY=infra/public
//   npx ts-node -T scripts/versions-on-a-router.ts
//
// For a test cluster: it uses kubectl from the PATH and the current KUBECONFIG, creates its own namespace, and adds HTTPRoutes
// to GATEWAY, which ROUTER leads to. The application in IMAGE listens on port 8080 and answers any path, and /healthcheck, with
// 200 and its APP_VERSION in the header X-Version. Takes about five minutes. Exits with 1 if requests of a route that the
// router accepts completely get another version than expected.
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from './router/ask';
import { Compared, isDifferent, page } from './router/matched-page';
import { backend, Gateway, httpRoute } from './router/manifests';
import { Dice } from './router/random';
import { KINDS, VERSIONS, VersionSet, versionSet } from './router/version-sets';
import { inNamespace, kubectl } from './updates/kubectl';
import { takerOf } from '../src/analysis/traffic/request-routing';
import { clustersOf, listAt, parseManifests, rootOf, Route, stringAt } from '../src/manifests';

const NAMESPACE = 'zero-downtime-router';
const SETS = 300;
const REQUESTS = 50;
const AT_ONCE = 20;
const SEED = 15;

function setsOf(kinds: readonly string[]): VersionSet[] {
  const dice = new Dice(SEED);
  return Array.from({ length: SETS }, (_, i) => versionSet(kinds[i % kinds.length], dice, `set-${i}`, REQUESTS));
}

function apply(objects: readonly object[]): Promise<string> {
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
  return kubectl(['apply', '--namespace', NAMESPACE, '--filename=-'], list);
}

/** The routes as the API server has them, with the times of their creation. */
async function routesInCluster(): Promise<readonly Route[]> {
  const json = await kubectl(['get', 'httproutes', '--namespace', NAMESPACE, '--output=json']);
  return clustersOf(parseManifests('routes.json', json).objects).clusters[0].routes;
}

/** Whether the router reports that it ignores rules of a route: Contour does if another rule has one of their matches. */
function isTakenWhole({ object }: Route): boolean {
  const conditions = listAt(rootOf(object.json), ['status', 'parents']).flatMap(parent => listAt(parent, ['conditions']));
  return !conditions.some(condition => {
    const [type, status] = [stringAt(condition, ['type']), stringAt(condition, ['status'])];
    return (type === 'Accepted' && status === 'False') || (type === 'PartiallyInvalid' && status === 'True');
  });
}

/** Waits until the router serves a route that is newer than all others. */
async function routed(router: string, id: string, gateway: Gateway): Promise<void> {
  const host = `${id}.ready.example.com`;
  await apply([httpRoute({ name: `ready-${id}`, hosts: [host], rules: [{ version: VERSIONS[0] }] }, gateway)]);
  const request = { host, path: '/', method: 'GET', headers: new Map(), query: new Map() };
  for (let i = 0; i < 100 && await ask(router, request) !== VERSIONS[0]; i++) { await sleep(200); }
  // The router updates its hosts together, and its workers one after the other.
  await sleep(1000);
}

async function compare(sets: readonly VersionSet[], id: string, router: string, gateway: Gateway): Promise<Compared[]> {
  const most = Math.max(...sets.map(({ routes }) => routes.length));
  for (let i = 0; i < most; i++) {
    await apply(sets.flatMap(({ routes }) => routes.slice(i, i + 1)).map(route => httpRoute(route, gateway)));
    await sleep(1100);
  }
  await routed(router, id, gateway);
  const routes = await routesInCluster();
  const compared = await Promise.all(sets.map(async ({ kind, routes: own, requests }) => {
    const results: Compared[] = [];
    const isWhole = routes.filter(({ object }) => own.some(({ name }) => name === object.name)).every(isTakenWhole);
    for (const request of requests) {
      const expected = takerOf(routes, request)?.rule.backends[0].service ?? 'none';
      results.push({ kind, request, isWhole, expected, answered: await ask(router, request) });
    }
    return results;
  }));
  await kubectl(['delete', 'httproutes', '--all', '--namespace', NAMESPACE]);
  return compared.flat();
}

async function main({ IMAGE: image, ROUTER: router, GATEWAY: named }: NodeJS.ProcessEnv): Promise<void> {
  if (!image || !router || !named) { throw new Error('IMAGE=…, ROUTER=… and GATEWAY=… must be set.'); }
  const [namespace, name] = named.split('/');
  const { serverVersion: { gitVersion } } = JSON.parse(await kubectl(['version', '--output=json']));
  const sets = setsOf(Object.keys(KINDS));
  const all = await inNamespace(NAMESPACE, async () => {
    await apply(VERSIONS.flatMap(version => backend(version, image)));
    for (const version of VERSIONS) {
      await kubectl(['rollout', 'status', `deployment/${version}`, '--namespace', NAMESPACE, '--timeout=180s']);
    }
    const compared: Compared[] = [];
    for (let i = 0; i < sets.length; i += AT_ONCE) {
      compared.push(...await compare(sets.slice(i, i + AT_ONCE), String(i), router, { namespace, name }));
      console.error(`${Math.min(i + AT_ONCE, sets.length)} of ${sets.length} sets`);
    }
    return compared;
  });
  const differences = all.filter(isDifferent);
  for (const { request, ...others } of differences) {
    console.error(JSON.stringify({ ...others, ...request, headers: [...request.headers], query: [...request.query] }));
  }
  writeFileSync('docs/matched-against-envoy.md', page(gitVersion, sets, all));
  process.exitCode = differences.every(({ isWhole }) => !isWhole) ? 0 : 1;
}

void main(process.env);
