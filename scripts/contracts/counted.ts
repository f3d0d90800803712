import { setTimeout as sleep } from 'node:timers/promises';
import { ADDED, FIRST, manifestsOf, NAMESPACE, Place, Release } from './manifests';
import { inNamespace, kubectl } from '../updates/kubectl';

export const NOW: Release = { operations: [FIRST], calls: [FIRST] };
const API_FIRST: Release = { operations: [FIRST, ADDED], calls: [FIRST] };
export const THEN: Release = { operations: [FIRST, ADDED], calls: [FIRST, ADDED] };

export const WAYS = {
  'in one release': [THEN],
  'the API first': [API_FIRST, THEN],
} satisfies Record<string, readonly Release[]>;

/** Answers to the requests for the added operation, by their status. */
export type Answers = Readonly<Record<string, number>>;

/** Makes releases one after the other, and counts the responses to the clients of the last one. */
export function answersOf(releases: readonly Release[], place: Place, folder: string, started: () => void): Promise<Answers> {
  return inNamespace(NAMESPACE, async () => {
    await release(NOW, place, folder);
    await settled();
    started();
    for (const each of releases) {
      await release(each, place, folder);
      await settled();
    }
    await sleep(10_000);
    return answersIn(await podsOf('shop'));
  });
}

async function release(made: Release, place: Place, folder: string): Promise<void> {
  await kubectl(['apply', '--filename=-'], manifestsOf(made, place, folder));
}

async function settled(): Promise<void> {
  for (const name of ['orders-v1', 'shop']) {
    await kubectl(['rollout', 'status', `deployment/${name}`, '--namespace', NAMESPACE, '--timeout=180s']);
  }
  for (let i = 0; i < 120 && (await podsOf('orders-v1')).length + (await podsOf('shop')).length > 4; i++) { await sleep(1000); }
}

async function podsOf(name: string): Promise<string[]> {
  const names = await kubectl(['get', 'pods', '--namespace', NAMESPACE, '--selector', `service-name=${name}`, '--output=name']);
  return names.trim().split('\n');
}

async function answersIn(pods: readonly string[]): Promise<Answers> {
  const sums: Record<string, number> = {};
  for (const pod of pods) {
    const lines = (await kubectl(['logs', pod, '--namespace', NAMESPACE, '--tail=1'])).trim().split('\n');
    const answers: Answers = JSON.parse(lines[lines.length - 1])[ADDED] ?? {};
    for (const [status, count] of Object.entries(answers)) { sums[status] = (sums[status] ?? 0) + count; }
  }
  return sums;
}
