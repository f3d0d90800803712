import { setTimeout as sleep } from 'node:timers/promises';
import { kubectl, inNamespace, tryKubectl } from './kubectl';
import { Counted, Load } from './load';
import { Scenario } from './scenarios';
import { releasesBetween, updateBetween } from './errors';

const NAMESPACE = 'zero-downtime-updates';
const LABEL = 'part-of=update-proof';

/** What users noticed of a change that a rule finds, and of the releases in the recipes of its findings. */
export interface Proof {
  readonly rule: string;
  readonly change: string;
  readonly unsafe: Counted;
  readonly releases: number;
  readonly recipe: Counted;
}

export async function prove(scenario: Scenario): Promise<Proof> {
  const found = updateBetween(scenario.before, scenario.after).findings.map(({ rule }) => rule.id);
  if (!found.includes(scenario.rule)) { throw new Error(`${scenario.rule} is not found, but ${found.join(', ') || 'nothing'}`); }
  const releases = releasesBetween(scenario.before, scenario.after);
  const unsafe = await inNamespace(NAMESPACE, () => underLoad(scenario, [scenario.after]));
  const stepwise = await inNamespace(NAMESPACE, () => underLoad(scenario, releases));
  return { rule: scenario.rule, change: scenario.change, unsafe, releases: releases.length, recipe: stepwise };
}

async function underLoad(scenario: Scenario, releases: string[]): Promise<Counted> {
  await apply(scenario.before);
  await settled();
  const load = await Load.at(await addressOf(scenario.usersAt));
  await sleep(2000);
  for (const [i, release] of releases.entries()) {
    // Before an address is removed, its users move to the new one.
    if (i > 0 && i === releases.length - 1 && scenario.usersLater) { await load.turnTo(await addressOf(scenario.usersLater)); await sleep(3000); }
    await apply(release);
    await settled();
    await sleep(5000);
  }
  return load.stop();
}

// As pipelines do: objects that the manifests no longer have are deleted. After a refusal, earlier objects stay applied.
async function apply(yaml: string): Promise<void> {
  const args = ['apply', '--namespace', NAMESPACE, '--filename=-', '--prune', `--selector=${LABEL}`,
    ...['core/v1/Service', 'apps/v1/Deployment', 'apps/v1/StatefulSet', 'policy/v1/PodDisruptionBudget'].map(kind => `--prune-allowlist=${kind}`)];
  await tryKubectl(args, yaml);
}

async function settled(): Promise<void> {
  const names = (await kubectl(['get', 'deployments,statefulsets', '--namespace', NAMESPACE, '--output=name'])).trim().split('\n').filter(Boolean);
  for (const name of names) { await tryKubectl(['rollout', 'status', name, '--namespace', NAMESPACE, '--timeout=180s']); }
  const replicas = async (): Promise<number> => {
    const { items } = JSON.parse(await kubectl(['get', 'deployments,statefulsets', '--namespace', NAMESPACE, '--output=json']));
    return items.reduce((sum: number, { spec }: { spec: { replicas: number } }) => sum + spec.replicas, 0);
  };
  const pods = async (): Promise<number> => (await kubectl(['get', 'pods', '--namespace', NAMESPACE, '--output=name'])).trim().split('\n').filter(Boolean).length;
  for (let i = 0; i < 120 && await pods() !== await replicas(); i++) { await sleep(1000); }
}

async function addressOf({ service, port }: { readonly service: string; readonly port: number }): Promise<string> {
  const ip = await kubectl(['get', 'service', service, '--namespace', NAMESPACE, '--output=jsonpath={.spec.clusterIP}']);
  return `http://${ip}:${port}/`;
}
