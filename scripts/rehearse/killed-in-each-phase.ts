// Kills a rehearsal in each of its phases with SIGKILL, cleans after it, and compares the objects of the namespace with those of
// before. By hand, for a test cluster:
//
//   IMAGE=registry.example.com/app:v1 NEXT_IMAGE=registry.example.com/app:v2 CONTEXT=test npx ts-node -T scripts/rehearse/killed-in-each-phase.ts
import { spawn } from 'node:child_process';
import { deepStrictEqual } from 'node:assert';
import { parseManifests } from '../../src/manifests';
import { clean } from '../../src/rehearse/changes/clean';
import { open, prepare } from '../../src/rehearse/changes/prepare';
import { savedOf } from '../../src/rehearse/changes/saved-object';
import { disturb } from '../../src/rehearse/disturb/disturb';
import { answerOf, Kubectl, kubectlIn } from '../../src/rehearse/kubectl';
import { hookOfPods } from '../../src/rehearse/observe/hook-of';
import { observe } from '../../src/rehearse/observe/observe';
import { planOf } from '../../src/rehearse/plan/plan-of';
import { objectsIn, readState } from '../../src/rehearse/plan/read-state';
import { Disturbance } from '../../src/rehearse/rehearsal';
import { clusterProfileOf } from '../../src/settings';

const { IMAGE = '', NEXT_IMAGE = '', CONTEXT = '', NAMESPACE = 'rehearsal-kill' } = process.env;
const ID = 'kill';
const PHASES = ['open', 'prepare', 'quiet', 'disturbance', 'after', 'restore'] as const;

function manifests(image: string, isNext: boolean): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { colour: isNext ? 'green' : 'blue' } },
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'key' }, stringData: { key: isNext ? 'next' : 'now' } },
    {
      apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', annotations: { owner: isNext ? 'b' : 'a' } },
      spec: {
        replicas: isNext ? 3 : 2,
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { terminationGracePeriodSeconds: 5, containers: [{
            name: 'app', image, imagePullPolicy: 'IfNotPresent', ports: [{ name: 'http', containerPort: 8080 }],
            resources: { requests: { cpu: '20m' } }, readinessProbe: { httpGet: { path: '/healthcheck', port: 'http' }, periodSeconds: 1 },
          }] },
        },
      },
    },
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { selector: { app: 'web' }, ports: [{ port: isNext ? 81 : 80, targetPort: 'http' }] } },
    { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'web' },
      spec: { maxUnavailable: isNext ? '50%' : 1, selector: { matchLabels: { app: 'web' } } } },
    ...isNext ? [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'more' } }] : [],
  ] });
}

async function snapshot(kubectl: Kubectl): Promise<unknown> {
  const kinds = 'deployments,services,configmaps,secrets,poddisruptionbudgets,serviceaccounts,namespaces';
  const found = objectsIn(await answerOf(kubectl, ['get', kinds, '--show-managed-fields', '--output=json']));
  return found.filter(({ kind, name }) => kind !== 'Namespace' || name === NAMESPACE).map(({ json }) => comparable(savedOf(json)));
}

// The times of field managers and the status differ.
function comparable(json: any): unknown {
  const managedFields = (json.metadata.managedFields ?? []).filter((each: any) => each.subresource !== 'status')
    .map(({ manager, operation, fieldsV1 }: any) => JSON.stringify({ manager, operation, fieldsV1 })).sort();
  return { ...json, metadata: { ...json.metadata, managedFields } };
}

async function rehearse(disturbance: Disturbance, inPlace: boolean): Promise<void> {
  const kubectl = kubectlIn(CONTEXT, NAMESPACE);
  const [before, after] = [manifests(IMAGE, false), manifests(NEXT_IMAGE, true)].map(text => parseManifests('web.json', text).objects);
  const state = await readState(kubectl, [...before, ...after], disturbance);
  const plan = planOf({
    id: ID, disturbance, context: { name: CONTEXT, isNamed: true }, namespace: NAMESPACE, inPlace,
    load: { rate: 50, ramp: 5 }, repeat: 1, quiet: 3, after: 3,
  }, before, after, state, clusterProfileOf({} as never));
  if (plan.refusals.length > 0) { throw new Error(plan.refusals.join('\n')); }
  say('open');
  const journal = await open(kubectl, plan);
  say('prepare');
  console.error(await prepare(kubectl, plan, journal));
  const observer = observe(kubectl, Date.now, hookOfPods(after));
  await observer.ready;
  say('quiet');
  await sleep(2000);
  say('disturbance');
  const disturbed = await disturb(kubectl, plan, journal, observer, Date.now);
  console.error(JSON.stringify({ deadline: plan.deadline, predictions: plan.predictions, disturbed }));
  say('after');
  await sleep(2000);
  console.error(JSON.stringify(await observer.stop()));
  say('restore');
  console.error(await clean(kubectl, ID));
}

async function main(): Promise<void> {
  const kubectl = kubectlIn(CONTEXT, NAMESPACE);
  const phases = process.argv.slice(2).length > 0 ? process.argv.slice(2) : PHASES;
  for (const inPlace of [true, false]) {
    if (inPlace) {
      await answerOf(kubectl, ['create', 'namespace', NAMESPACE]);
      await answerOf(kubectl, ['apply', '--filename=-'], { input: manifests(IMAGE, false) });
      await answerOf(kubectl, ['rollout', 'status', 'deployment/web', '--timeout=60s'], { timeout: 70_000 });
    }
    const before = await snapshot(kubectl);
    for (const phase of phases) {
      for (const delay of [50, 700]) {
        await killed(phase, delay, inPlace);
        const cleaned = await clean(kubectl, ID);
        const again = await clean(kubectl, ID);
        console.log(JSON.stringify({ inPlace, phase, delay, cleaned }));
        deepStrictEqual(cleaned.problems, []);
        deepStrictEqual(again, { done: [], problems: [] });
        deepStrictEqual(await snapshot(kubectl), before);
      }
    }
    await answerOf(kubectl, ['delete', 'namespace', NAMESPACE, '--ignore-not-found'], { timeout: 120_000 });
  }
  console.log('all objects are as before, in each phase');
}

/** Resolves when the rehearsal was killed so many milliseconds after a phase began, or had ended before. */
function killed(phase: string, delay: number, inPlace: boolean): Promise<void> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, [...process.execArgv, __filename, 'child', String(inPlace)], { stdio: ['ignore', 'pipe', process.env.VERBOSE ? 'inherit' : 'ignore'] });
    child.stdout.on('data', (text: Buffer) => {
      if (text.toString().includes(`phase ${phase}\n`)) { setTimeout(() => child.kill('SIGKILL'), delay); }
    });
    child.on('close', () => resolve());
  });
}

function say(phase: string): void {
  process.stdout.write(`phase ${phase}\n`);
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}

void (process.argv[2] === 'child' ? rehearse({ kind: 'update' }, process.argv[3] === 'true') : main()).catch(error => {
  console.error(error);
  process.exitCode = 1;
});
