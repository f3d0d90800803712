import { setTimeout as sleep } from 'node:timers/promises';
import { Journal, journalFrom, keepsSecrets, ObjectKey } from './journal';
import { isAsSaved, Json, unowned, withLiveReplicas } from './saved-object';
import { isMapping, ManifestObject } from '../../manifests';
import { resourcesArgs, resourcesIn, scopeKey } from '../api-resources';
import { complaintOf } from '../complaint';
import { settle } from '../disturb/settle';
import { CallOptions, Kubectl } from '../kubectl';
import { JOURNAL_OF_REHEARSAL, MADE_BY_REHEARSAL } from '../labels';
import { WorkloadUnderTest } from '../plan/plan';
import { liveOf, objectsIn } from '../plan/read-state';
import { isScaledBy } from '../scaled-by';

/** What was restored or removed, one sentence each, and what could not be: then it can be tried again. */
export interface Cleaned {
  readonly done: readonly string[];
  readonly problems: readonly string[];
}

export interface CleanOptions {
  /** Seconds to wait for the pods of restored workloads. @default 300 */
  readonly patience?: number;
  /** Milliseconds to wait. @default - by the clock */
  readonly pause?: (milliseconds: number) => Promise<void>;
}

/** Removing a namespace waits for its pods, in milliseconds. */
const LONG = 600_000;
/** Until it checks again, in milliseconds. */
const AGAIN = 2000;
const MOST_LOOKS = 5;
const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Rollout'];
const AUTOSCALERS = ['HorizontalPodAutoscaler', 'ScaledObject'];

/**
 * Restores what a rehearsal changed in its namespace, and removes what it created: at its end, on Ctrl-C, and with `--clean ID` after
 * a crash, from any machine. It may be called again at any time.
 */
export async function clean(kubectl: Kubectl, id: string, options: CleanOptions = {}): Promise<Cleaned> {
  const { pause = sleep } = options;
  const cleaned = await cleanOnce(kubectl, id, options);
  if (cleaned.done.length + cleaned.problems.length > 0) { return cleaned; }
  // A rehearsal that was just killed may have left a call of kubectl behind that creates its namespace or its journal.
  await pause(AGAIN);
  return cleanOnce(kubectl, id, options);
}

async function cleanOnce(kubectl: Kubectl, id: string, options: CleanOptions): Promise<Cleaned> {
  const work = new Work(kubectl);
  const [namespace] = await work.get(['namespace', kubectl.namespace]);
  if (!namespace) { return work.result(); }
  const ours = `--selector=${MADE_BY_REHEARSAL}=${id}`;
  const pages = await work.get(['configmaps', `${ours},${JOURNAL_OF_REHEARSAL}`]);
  const hasSecrets = keepsSecrets(pages);
  const journal = journalFrom([...pages, ...hasSecrets ? await work.get(['secrets', `${ours},${JOURNAL_OF_REHEARSAL}`]) : []]);
  if (journal?.cordons) { await work.run(['uncordon', journal.cordons], `uncordoned node ${journal.cordons}`); }
  if (namespace.labels[MADE_BY_REHEARSAL] === id) {
    // The namespace has the journal, so objects outside must be restored before.
    if (work.isFine()) { await work.run(['delete', 'namespace', kubectl.namespace, '--ignore-not-found'], `removed namespace ${kubectl.namespace}`, { timeout: LONG }); }
    return work.result();
  }
  await work.run(['delete', 'pods', ours, '--ignore-not-found', '--grace-period=1'], undefined);
  if (journal) { await putBack(work, journal, options); }
  if (work.isFine()) {
    if (hasSecrets) { await work.run(['delete', 'secrets', ours, '--ignore-not-found'], undefined); }
    await work.run(['delete', 'configmaps', ours, '--ignore-not-found'], undefined);
  }
  return work.result();
}

// A killed rehearsal leaves its last call of kubectl behind, which may still change objects: so it checks again.
async function putBack(work: Work, journal: Journal, { patience = 300, pause = sleep }: CleanOptions): Promise<void> {
  for (let look = 1; look <= MOST_LOOKS && work.isFine(); look++) {
    if (await putBackOnce(work, journal, patience) === 0 && look > 1) { return; }
    await pause(AGAIN);
  }
  work.fail(`A controller in namespace ${journal.namespace} keeps changing the objects. Find it, stop it, and clean again.`);
}

/** The number of objects that differed from before. */
async function putBackOnce(work: Work, journal: Journal, patience: number): Promise<number> {
  const created = (await work.live(journal.created)).filter(({ labels }) => labels[MADE_BY_REHEARSAL] === journal.id);
  // An autoscaler that was added would set replicas again.
  const isScaler = ({ kind }: ManifestObject): boolean => AUTOSCALERS.includes(kind);
  await work.remove(created.filter(isScaler));
  const changed = await replaceChanged(work, journal);
  const workloads = changed.filter(({ kind }) => WORKLOADS.includes(String(kind))).map(workloadOf);
  // Added objects are removed once pods no longer use them.
  const { unfinished } = work.isFine() ? await settle(work.kubectl, workloads, patience) : {};
  if (unfinished) { work.note(`restored, but not available again: ${unfinished}`); }
  await work.remove(created.filter(object => !isScaler(object)));
  return created.length + changed.length;
}

async function replaceChanged(work: Work, { saved }: Journal): Promise<Json[]> {
  const live = await work.live(saved.map(keyOfJson));
  // Without permission to read autoscalers, none are assumed.
  const scalers = objectsIn((await work.kubectl.call(['get', 'horizontalpodautoscalers', '--output=json'])).stdout);
  const pairs = saved.map(each => ({ each, now: live.find(object => sameKey(object, keyOfJson(each)))?.json }));
  const changed = pairs.flatMap(({ each, now }) => {
    if (!now) { return [each]; }
    const wanted = isScaledBy(scalers, keyOfJson(each)) ? withLiveReplicas(each, now) : each;
    return isAsSaved(wanted, now) ? [] : [wanted];
  });
  const plurals = work.kubectl.call(resourcesArgs(true)).then(({ stdout }) => resourcesIn(stdout));
  for (const object of changed) {
    const { kind, name } = keyOfJson(object);
    const now = live.find(each => sameKey(each, keyOfJson(object)));
    if (!now) {
      await work.run(['create', '--filename=-'], `restored ${kind} ${name}`, { input: JSON.stringify(unowned(object)) });
      continue;
    }
    // `kubectl replace` would rewrite the last applied configuration, so the object is sent as it is.
    const put = ['replace', `--raw=${pathOf(object, await plurals, work.kubectl.namespace)}`, '--filename=-'];
    await work.replace(put, `restored ${kind} ${name}`, unowned(object));
    // The owner of a field is only restored if the field itself does not change.
    await new Work(work.kubectl).replace(put, '', object);
  }
  return changed;
}

function pathOf(object: Json, plurals: ReadonlyMap<string, string>, namespace: string): string {
  const key = keyOfJson(object);
  const root = key.apiVersion.includes('/') ? 'apis' : 'api';
  const plural = plurals.get(scopeKey(key)) ?? `${key.kind.toLowerCase()}s`;
  return `/${root}/${key.apiVersion}/namespaces/${namespace}/${plural}/${key.name}`;
}

function versioned(object: Json, live: Json): Json {
  const [metadata, now] = [object.metadata, live.metadata].map(each => isMapping(each) ? each : {});
  return { ...object, metadata: { ...metadata, resourceVersion: now.resourceVersion } };
}

function keyOfJson(json: Json): ObjectKey {
  const metadata = isMapping(json.metadata) ? json.metadata : {};
  return { apiVersion: String(json.apiVersion), kind: String(json.kind), name: String(metadata.name) };
}

function sameKey(one: ObjectKey, other: ObjectKey): boolean {
  return one.kind === other.kind && one.name === other.name && one.apiVersion.split('/')[0] === other.apiVersion.split('/')[0];
}

function workloadOf(json: Json): WorkloadUnderTest {
  const { apiVersion, kind, name } = keyOfJson(json);
  return { kind, name, resource: `${kind.toLowerCase()}s.${apiVersion.split('/')[0]}`, hasAutoscaler: false };
}

/** Calls of kubectl, each of which may fail without stopping the others. */
class Work {
  private readonly done: string[] = [];
  private readonly problems: string[] = [];

  public constructor(public readonly kubectl: Kubectl) {}

  public result(): Cleaned {
    return { done: this.done, problems: [...new Set(this.problems)] };
  }

  public isFine(): boolean {
    return this.problems.length === 0;
  }

  public note(sentence: string): void {
    this.done.push(sentence);
  }

  public fail(sentence: string): void {
    if (this.isFine()) { this.problems.push(sentence); }
  }

  public async run(args: readonly string[], sentence: string | undefined, options?: CallOptions): Promise<void> {
    const answer = await this.kubectl.call(args, options);
    if (answer.code !== 0) {
      this.problems.push(complaintOf(answer));
    } else if (sentence !== undefined) {
      this.done.push(sentence);
    }
  }

  /** Without a resourceVersion, controllers cannot interfere; budgets and custom resources need one to be replaced. */
  public async replace(put: readonly string[], sentence: string, object: Json): Promise<void> {
    let answer = await this.kubectl.call(put, { input: JSON.stringify(object) });
    for (let i = 0; i < MOST_LOOKS && /resourceVersion|\(Conflict\)/.test(answer.stderr); i++) {
      const [now] = await this.live([keyOfJson(object)]);
      answer = await this.kubectl.call(put, { input: JSON.stringify(now ? versioned(object, now.json) : object) });
    }
    if (answer.code === 0) { this.done.push(sentence); } else { this.problems.push(complaintOf(answer)); }
  }

  public async get(args: readonly string[]): Promise<ManifestObject[]> {
    const answer = await this.kubectl.call(['get', ...args, '--ignore-not-found', '--output=json']);
    if (answer.code === 0) { return objectsIn(answer.stdout); }
    this.problems.push(complaintOf(answer));
    return [];
  }

  public async live(keys: readonly ObjectKey[]): Promise<ManifestObject[]> {
    try {
      return await liveOf(this.kubectl, keys.map(key => ({ ...key, labels: {}, annotations: {}, json: {}, file: '', document: 0, place: [], lineOf: () => 1 })));
    } catch (e) {
      this.problems.push((e as Error).message);
      return [];
    }
  }

  public async remove(objects: readonly ManifestObject[]): Promise<void> {
    for (const { apiVersion, kind, name } of objects) {
      const input = JSON.stringify({ apiVersion, kind, metadata: { name } });
      await this.run(['delete', '--filename=-', '--ignore-not-found', '--cascade=foreground'], `removed ${kind} ${name}`, { input, timeout: LONG });
    }
  }
}
