import { setTimeout as sleep } from 'node:timers/promises';
import { answer, ApiLoad, Client, Counted } from './api-load';
import { parseManifests } from '../../src/manifests';
import { inNamespace, kubectl } from '../updates/kubectl';

const NAMESPACE = 'zero-downtime-api';

/** A release of the API, and who calls it from then on. */
export interface Step {
  readonly yaml: string;
  /** Clients that are there from before the release on; the same as before where it is left out. */
  readonly before?: readonly Client[];
  /** Clients that are there once it is out. */
  readonly after?: readonly Client[];
  /** What is looked at when it is out. */
  readonly look?: () => Promise<void>;
}

/** Releases the first step and then, while clients call, the others. */
export function underClients(router: string, rate: number, [first, ...steps]: readonly Step[]): Promise<Counted> {
  return inNamespace(NAMESPACE, async () => {
    await release(first.yaml);
    await ready(router, first.after!);
    const load = await ApiLoad.of(router, rate, first.after!);
    await sleep(5000);
    await first.look?.();
    let known = first.yaml;
    for (const { yaml, before, after, look } of steps) {
      if (before) { await load.turnTo(before); await sleep(3000); }
      await release(yaml, known);
      known = yaml;
      await sleep(5000);
      if (after) { await load.turnTo(after); }
      await look?.();
      await sleep(5000);
    }
    return load.stop();
  });
}

// As pipelines do: first what is new, then what is no longer in the manifests is deleted.
async function release(yaml: string, known = ''): Promise<void> {
  await kubectl(['apply', '--namespace', NAMESPACE, '--filename=-'], yaml);
  const now = new Set(namesIn(yaml));
  const gone = namesIn(known).filter(name => !now.has(name));
  if (gone.length > 0) { await kubectl(['delete', '--namespace', NAMESPACE, '--wait=false', ...gone]); }
  await settled();
}

function namesIn(yaml: string): string[] {
  return parseManifests('release.yaml', yaml).objects.map(({ kind, name }) => `${kind}/${name}`);
}

async function settled(): Promise<void> {
  const json = await kubectl(['get', 'deployments', '--namespace', NAMESPACE, '--output=json']);
  const { items } = JSON.parse(json) as { items: { metadata: { name: string }; spec: { replicas: number } }[] };
  for (const { metadata: { name } } of items) {
    await kubectl(['rollout', 'status', `deployment/${name}`, '--namespace', NAMESPACE, '--timeout=180s']);
  }
  const replicas = items.reduce((sum, { spec }) => sum + spec.replicas, 0);
  const pods = async (): Promise<number> =>
    (await kubectl(['get', 'pods', '--namespace', NAMESPACE, '--output=name'])).trim().split('\n').length;
  for (let i = 0; i < 120 && await pods() !== replicas; i++) { await sleep(1000); }
}

async function ready(router: string, clients: readonly Client[]): Promise<void> {
  for (const { path } of clients) {
    for (let i = 0; i < 100 && (await answer(router, path).catch(() => undefined))?.status !== 200; i++) { await sleep(300); }
  }
  await sleep(2000);
}
