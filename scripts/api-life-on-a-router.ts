// Moves an API from its first version to its second while clients call it, makes changes that cost them requests, counts the
// failures, and writes docs/api-life-on-a-router.md.
//
//   export IMAGE=registry.example.com/app:1.0.0 ROUTER=http://gateway.example.com GATEWAY=infra/public
//   npx ts-node -T scripts/api-life-on-a-router.ts
//
// For a test cluster: it uses kubectl from the PATH and the current KUBECONFIG, creates its own namespace, and adds an
// HTTPRoute to GATEWAY, which ROUTER leads to. The application in IMAGE listens on port 8080, START_DELAY_MS milliseconds after
// its start, answers /healthcheck with 200, and ends after the requests in flight on SIGTERM. Other paths it answers after 50 ms,
// or after ?ms=, with the headers X-Version, X-Build (BUILD) and Link (LINK): with 200 where their first segment is one of
// VERSIONS; with 200 as the first of VERSIONS if it is not a version and ROOT is set; else with 404. Takes about half an hour.
// Exits with 1 if a request fails that should succeed.
import { writeFileSync } from 'node:fs';
import { page } from './router/api-life-page';
import { Life, live } from './router/life';
import { Proved, provedOn, retirementsAt } from './router/retirements';
import { switchesOn } from './router/switches';
import { kubectl } from './updates/kubectl';

const RUNS = 3;

async function main({ IMAGE: image, ROUTER: router, GATEWAY: named }: NodeJS.ProcessEnv): Promise<void> {
  if (!image || !router || !named) { throw new Error('IMAGE=…, ROUTER=… and GATEWAY=… must be set.'); }
  const [namespace, name] = named.split('/');
  const place = { image, gateway: { namespace, name } };
  const { serverVersion: { gitVersion: kubernetes } } = JSON.parse(await kubectl(['version', '--output=json']));
  const lives: Life[] = [];
  for (let i = 0; i < RUNS; i++) {
    lives.push(await live(router, place));
    console.error(JSON.stringify(lives[i]));
  }
  const proved: Proved[] = [];
  for (const retirement of retirementsAt(place)) {
    proved.push(await provedOn(router, retirement));
    console.error(JSON.stringify(proved[proved.length - 1]));
  }
  const switches = await switchesOn(router, place);
  console.error(JSON.stringify(switches));
  writeFileSync('docs/api-life-on-a-router.md', page({ kubernetes, lives, proved, switches }));
  const promised = [...lives.map(({ counted }) => counted), ...proved.map(({ safe }) => safe), ...switches.slice(-1).map(({ counted }) => counted)];
  process.exitCode = promised.every(({ failed }) => failed === 0) ? 0 : 1;
}

void main(process.env);
