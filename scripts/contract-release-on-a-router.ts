// Releases an operation of an API together with the client that calls it, and one after the other, and writes
// docs/contract-release-on-a-router.md.
//
//   export IMAGE=registry.example.com/node:20 ROUTER=http://gateway.example.com GATEWAY=infra/public
//   npx ts-node -T scripts/contract-release-on-a-router.ts
//
// For a test cluster: it uses kubectl from the PATH and the current KUBECONFIG, creates its own namespace, and adds an
// HTTPRoute to GATEWAY, which ROUTER leads to, from pods as well. IMAGE has Node.js. `npx projen compile` and
// `npx projen package:openapi` come first. Takes about ten minutes. Exits with 1 if a request fails that should succeed.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Answers, answersOf, NOW, WAYS } from './contracts/counted';
import { foundBetween, installComparer } from './contracts/found';
import { manifestsOf, Place } from './contracts/manifests';
import { page, Way } from './contracts/page';

const RUNS = 3;

async function wayOf(name: keyof typeof WAYS, place: Place, folder: string): Promise<Way> {
  const releases = WAYS[name];
  const files = [NOW, ...releases].map((release, i) => {
    const file = join(folder, `release-${i}.yaml`);
    writeFileSync(file, manifestsOf(release, place, folder));
    return file;
  });
  const found = files.slice(1).map((file, i) => foundBetween(files[i], file, folder));
  const foundOnCluster: string[][] = [];
  const runs: Answers[] = [];
  for (let i = 0; i < RUNS; i++) {
    runs.push(await answersOf(releases, place, folder, () => { foundOnCluster.push(foundBetween('cluster:', files[1], folder)); }));
    console.error(name, JSON.stringify(runs[i]), JSON.stringify(foundOnCluster[i]));
  }
  return { name, runs, found, foundOnCluster: foundOnCluster[0] };
}

async function main({ IMAGE: image, ROUTER: router, GATEWAY: named }: NodeJS.ProcessEnv): Promise<void> {
  if (!image || !router || !named) { throw new Error('IMAGE=…, ROUTER=… and GATEWAY=… must be set.'); }
  const [namespace, name] = named.split('/');
  const place: Place = { image, router, gateway: { namespace, name } };
  const folder = mkdtempSync(join(tmpdir(), 'contract-release-'));
  try {
    installComparer(folder);
    const ways: Way[] = [];
    for (const way of Object.keys(WAYS) as (keyof typeof WAYS)[]) { ways.push(await wayOf(way, place, folder)); }
    const { serverVersion: { gitVersion: kubernetes } } = JSON.parse(execFileSync('kubectl', ['version', '--output=json'], { encoding: 'utf8' }));
    writeFileSync('docs/contract-release-on-a-router.md', page(kubernetes, ways));
    const safe = ways[ways.length - 1];
    process.exitCode = safe.runs.every(run => Object.keys(run).every(status => status === '200')) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void main(process.env);
