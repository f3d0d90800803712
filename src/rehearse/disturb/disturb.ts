import { setTimeout as sleep } from 'node:timers/promises';
import { evictPods } from './evict';
import { settle } from './settle';
import { Journal } from '../changes/journal';
import { applySide } from '../changes/prepare';
import { answerOf, Kubectl } from '../kubectl';
import { podsOf } from '../observe/controller-name';
import { Observer } from '../observe/observe';
import { PodLife } from '../observe/pod-life';
import { Plan, WorkloadUnderTest } from '../plan/plan';
import { Note } from '../rehearsal';

/** The result of a disturbance. A disturbance that did not end in time is a result, too. */
export interface Disturbed {
  readonly notes: readonly Note[];
  readonly unfinished?: string;
}

/** Performs the disturbance, and returns when the last old pod is removed and all workloads are available, or after its deadline. */
export async function disturb(
  kubectl: Kubectl, plan: Plan, journal: Journal, observer: Pick<Observer, 'lives'>, clock: () => number,
): Promise<Disturbed> {
  const notes: Note[] = [];
  const end = clock() + plan.deadline * 1000;
  const note = (text: string): void => { notes.push({ at: clock(), text }); };
  const rest = (): number => Math.max(0, Math.ceil((end - clock()) / 1000));
  const settled = async (): Promise<Disturbed> => ({ notes, ...await settle(kubectl, plan.workloads, rest(), observer.lives) });
  const each = async (args: (workload: WorkloadUnderTest) => string[], done: (workload: string) => string): Promise<void> => {
    for (const workload of plan.workloads) {
      await answerOf(kubectl, args(workload));
      note(done(`${workload.kind} ${workload.name}`));
    }
  };
  const evictThose = async (chosen: (pod: PodLife) => boolean): Promise<Disturbed> => {
    const pods = podsUnderTest(plan, observer.lives()).filter(chosen).map(({ name }) => name);
    const evicted = await evictPods({ kubectl, clock, sleep }, pods, end);
    notes.push(...evicted.notes);
    const { unfinished } = await settled();
    const sentences = [evicted.unfinished, unfinished].filter(sentence => sentence !== undefined);
    return { notes, unfinished: sentences.length > 0 ? sentences.join(' ') : undefined };
  };
  const { disturbance } = plan;
  try {
    switch (disturbance.kind) {
      case 'update':
        note('applied AFTER');
        await applySide(kubectl, plan, journal, plan.after);
        return await settled();
      case 'restart':
        await each(({ resource, name }) => ['rollout', 'restart', `${resource}/${name}`], workload => `restarted ${workload}`);
        return await settled();
      case 'scale':
        await each(({ resource, name }) => ['scale', `${resource}/${name}`, `--replicas=${disturbance.replicas}`],
          workload => `scaled ${workload} to ${disturbance.replicas}`);
        return await settled();
      case 'rollback': {
        note('applied AFTER');
        await applySide(kubectl, plan, journal, plan.after);
        // The update may be a broken version: half of the time is for it, the other half for the rollback.
        const { unfinished } = await settle(kubectl, plan.workloads, Math.floor(rest() / 2), observer.lives);
        if (unfinished) { note(`the update is not available: ${unfinished}`); }
        await each(({ resource, name }) => ['rollout', 'undo', `${resource}/${name}`], workload => `rolled back ${workload}`);
        return await settled();
      }
      case 'evict': return await evictThose(() => true);
      case 'drain': {
        await answerOf(kubectl, ['cordon', disturbance.node]);
        note(`cordoned node ${disturbance.node}`);
        try {
          return await evictThose(({ node }) => node === disturbance.node);
        } finally {
          await answerOf(kubectl, ['uncordon', disturbance.node]);
          note(`uncordoned node ${disturbance.node}`);
        }
      }
    }
  } catch (e) {
    // An error of the API server in the middle of a run is a result of the run.
    return { notes, unfinished: (e as Error).message };
  }
}

/** The pods of the workloads that are not stopping yet. */
function podsUnderTest({ workloads, namespace }: Plan, lives: readonly PodLife[]): PodLife[] {
  return podsOf(workloads, namespace, lives).filter(({ deleted, gone }) => deleted === undefined && gone === undefined);
}
