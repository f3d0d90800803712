import { complaintOf } from '../complaint';
import { workloadState } from './workload-state';
import { Kubectl } from '../kubectl';
import { PodLife } from '../observe/pod-life';
import { WorkloadUnderTest } from '../plan/plan';
import { objectsIn } from '../plan/read-state';

/** Whether it came to rest in time; a sentence if it did not. */
export interface Settled {
  readonly unfinished?: string;
}

/** Between two looks, in milliseconds. */
const LOOK = 1000;

/**
 * Waits until all workloads are available in their newest revision, and no pod of theirs is stopping. After `deadline` seconds it
 * gives up, and says how far they came.
 */
export async function settle(
  kubectl: Kubectl, workloads: readonly WorkloadUnderTest[], deadline: number, lives: () => readonly PodLife[] = () => [],
): Promise<Settled> {
  const end = Date.now() + deadline * 1000;
  for (;;) {
    const open = [...await openWorkloads(kubectl, workloads), ...stopping(kubectl.namespace, workloads, lives())];
    if (open.length === 0) { return {}; }
    if (Date.now() >= end) { return { unfinished: `After ${deadline} s: ${open.join('; ')}.` }; }
    await sleep(Math.min(LOOK, Math.max(0, end - Date.now())));
  }
}

async function openWorkloads(kubectl: Kubectl, workloads: readonly WorkloadUnderTest[]): Promise<string[]> {
  if (workloads.length === 0) { return []; }
  const names = workloads.map(({ resource, name }) => `${resource}/${name}`);
  const answer = await kubectl.call(['get', ...names, '--ignore-not-found', '--output=json']);
  // An API server that does not answer for a moment is no reason to stop waiting.
  if (answer.code !== 0) { return [complaintOf(answer).replace(/\.$/, '')]; }
  const found = objectsIn(answer.stdout);
  return workloads.flatMap(({ kind, name }) => {
    const live = found.find(object => object.kind === kind && object.name === name);
    if (!live) { return [`there is no ${kind} ${name}`]; }
    const { isSettled, sentence } = workloadState(live);
    return isSettled ? [] : [sentence];
  });
}

function stopping(namespace: string, workloads: readonly WorkloadUnderTest[], lives: readonly PodLife[]): string[] {
  const controllers = new Set(workloads.map(({ kind, name }) => `${kind} ${namespace}/${name}`));
  const pods = lives.filter(({ controller, deleted, gone }) =>
    controllers.has(controller) && deleted !== undefined && gone === undefined);
  return pods.length === 0 ? [] : [`${pods.map(({ name }) => name).join(', ')} ${pods.length === 1 ? 'is' : 'are'} still stopping`];
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}
