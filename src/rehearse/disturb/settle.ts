import { setTimeout as sleep } from 'node:timers/promises';
import { complaintOf } from '../complaint';
import { workloadState } from './workload-state';
import { listAt, ManifestObject, rootOf, stringAt } from '../../manifests';
import { Kubectl } from '../kubectl';
import { podsOf } from '../observe/controller-name';
import { PodLife } from '../observe/pod-life';
import { WorkloadUnderTest } from '../plan/plan';
import { objectsIn } from '../plan/read-state';
import { podTrouble } from '../pod-trouble';

/** A sentence if the workloads did not become available in time. */
export interface Settled {
  readonly unfinished?: string;
}

/** Between two checks, in milliseconds. */
const LOOK = 1000;

/**
 * Waits until all workloads are available in their newest revision, and no pod of theirs is stopping. After `deadline` seconds it
 * stops, and reports their state. An interruption is thrown.
 */
export async function settle(
  kubectl: Kubectl, workloads: readonly WorkloadUnderTest[], deadline: number, lives: () => readonly PodLife[] = () => [],
): Promise<Settled> {
  const end = Date.now() + deadline * 1000;
  for (;;) {
    const open = [...await openWorkloads(kubectl, workloads), ...stopping(kubectl.namespace, workloads, lives())];
    if (open.length === 0) { return {}; }
    if (Date.now() >= end) {
      const why = await troubles(kubectl, workloads);
      return { unfinished: `After ${deadline} s: ${[...open, ...why].join('; ')}.` };
    }
    await sleep(Math.min(LOOK, Math.max(0, end - Date.now())));
  }
}

async function openWorkloads(kubectl: Kubectl, workloads: readonly WorkloadUnderTest[]): Promise<string[]> {
  if (workloads.length === 0) { return []; }
  const names = workloads.map(({ resource, name }) => `${resource}/${name}`);
  const answer = await kubectl.call(['get', ...names, '--ignore-not-found', '--output=json']);
  if (answer.failure === 'interrupted') { throw new Error(complaintOf(answer)); }
  // If the API server does not answer for a moment, it keeps waiting.
  if (answer.code !== 0) { return [complaintOf(answer).replace(/\.$/, '')]; }
  const found = objectsIn(answer.stdout);
  return workloads.flatMap(({ kind, name }) => {
    const live = found.find(object => object.kind === kind && object.name === name);
    if (!live) { return [`there is no ${kind} ${name}`]; }
    const { isSettled, sentence } = workloadState(live);
    return isSettled ? [] : [sentence];
  });
}

/** What one pod of each complains of, since the others mostly complain of the same. */
async function troubles(kubectl: Kubectl, workloads: readonly WorkloadUnderTest[]): Promise<string[]> {
  const { stdout, code } = await kubectl.call(['get', 'pods', '--output=json']);
  const pods = code === 0 ? objectsIn(stdout) : [];
  return workloads.flatMap(({ name }) => {
    const [first] = pods.filter(pod => isOf(pod, name)).flatMap(pod => {
      const trouble = podTrouble(pod);
      return trouble === undefined ? [] : [`pod ${pod.name}: ${trouble.words.replace(/\.$/, '')}`];
    });
    return first ?? [];
  });
}

/** Its controller is the workload, or a ReplicaSet of it, whose name has one part more. */
function isOf({ json }: ManifestObject, name: string): boolean {
  return listAt(rootOf(json), ['metadata', 'ownerReferences']).some(owner => {
    const own = stringAt(owner, ['name']) ?? '';
    return own === name || (own.startsWith(`${name}-`) && !own.slice(name.length + 1).includes('-'));
  });
}

function stopping(namespace: string, workloads: readonly WorkloadUnderTest[], lives: readonly PodLife[]): string[] {
  const pods = podsOf(workloads, namespace, lives).filter(({ deleted, gone }) => deleted !== undefined && gone === undefined);
  return pods.length === 0 ? [] : [`${pods.map(({ name }) => name).join(', ')} ${pods.length === 1 ? 'is' : 'are'} still stopping`];
}
