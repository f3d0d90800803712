import { setTimeout as sleep } from 'node:timers/promises';
import { Settings } from '../settings';
import { clean } from './changes/clean';
import { Journal } from './changes/journal';
import { open, prepare } from './changes/prepare';
import { disturb } from './disturb/disturb';
import { RehearsedManifests } from './explain/evidence';
import { explain } from './explain/explain';
import { Answer, Kubectl } from './kubectl';
import { Attempt } from './load/attempt';
import { LoadPlan } from './load/load-plan';
import { Load } from './load/load-process';
import { measuredSeconds } from './measured';
import { hookOfPods } from './observe/hook-of';
import { observe, Observer } from './observe/observe';
import { PodLife } from './observe/pod-life';
import { Plan } from './plan/plan';
import { quietProblem } from './quiet-problem';
import { PhaseName, Rehearsal, Run, RunPhase } from './rehearsal';

/** The input of a rehearsal besides its plan. */
export interface Rehearsing {
  readonly kubectl: Kubectl;
  readonly plan: Plan;
  readonly kubernetes: string;
  readonly manifests: RehearsedManifests;
  readonly settings: Settings;
  /** Seconds of load before the disturbance, its ramp included, and after it. */
  readonly seconds: { readonly quiet: number; readonly after: number };
  /** Starts to send; the first version is then available. The load plan is complete: it has the address of a Service, too. */
  readonly send: (run: number) => Promise<{ readonly load: Load; readonly loadPlan: LoadPlan }>;
  /** The source of the address of the requests. */
  readonly sendsTo: 'url' | 'service';
  readonly clock: () => number;
  readonly interrupted: AbortSignal;
  readonly onProgress?: (progress: RunProgress) => void;
}

/** The progress of a run. */
export interface RunProgress {
  readonly run: number;
  readonly phase: 'prepare' | PhaseName | 'restore';
  /** When the phase began, in milliseconds of the clock. */
  readonly since: number;
  readonly attempts: readonly Attempt[];
  readonly pods: readonly PodLife[];
}

/** The results, and the restored objects. */
export interface Rehearsed {
  readonly rehearsal?: Rehearsal;
  /** Why there is no report, or fewer runs than requested: one sentence each. */
  readonly problems: readonly string[];
  readonly restored: readonly string[];
}

const PROGRESS_EVERY = 500;

/** Performs the plan, counts, and restores everything in any case. */
export async function rehearse(rehearsing: Rehearsing): Promise<Rehearsed> {
  const { plan, interrupted } = rehearsing;
  const kubectl = until(interrupted, rehearsing.kubectl);
  const problems: string[] = [];
  const runs: Run[] = [];
  let loadPlan: LoadPlan | undefined;
  try {
    const journal = await open(kubectl, plan);
    for (let i = 0; i < plan.repeat && !interrupted.aborted; i++) {
      const one = await runOnce({ ...rehearsing, kubectl }, journal, i);
      runs.push(one.run);
      loadPlan = one.loadPlan;
    }
  } catch (e) {
    if (!interrupted.aborted) { problems.push((e as Error).message); }
  }
  if (interrupted.aborted) { problems.push('The rehearsal was interrupted, so there is no report.'); }
  rehearsing.onProgress?.({ run: runs.length - 1, phase: 'restore', since: rehearsing.clock(), attempts: [], pods: [] });
  const { done, problems: left } = await clean(rehearsing.kubectl, plan.id);
  return {
    rehearsal: loadPlan && runs.length > 0 && !interrupted.aborted ? rehearsalOf(rehearsing, runs, loadPlan) : undefined,
    problems: [...problems, ...left],
    restored: done,
  };
}

interface OneRun {
  readonly run: Run;
  readonly loadPlan: LoadPlan;
}

async function runOnce(rehearsing: Rehearsing, journal: Journal, index: number): Promise<OneRun> {
  const { kubectl, plan, clock, seconds, interrupted, manifests, settings } = rehearsing;
  const progress = reporter(rehearsing, index);
  progress.enter('prepare');
  const { unfinished } = await prepare(kubectl, plan, journal);
  if (unfinished) { throw new Error(`The first version is not available, so nothing can be rehearsed: ${unfinished}`); }
  const observer = observe(kubectl, clock, hookOfPods([...plan.before, ...plan.after]));
  const attempts: Attempt[] = [];
  const phases: RunPhase[] = [];
  const enter = (name: PhaseName): void => {
    if (interrupted.aborted) { throw new Error('interrupted'); }
    const from = clock();
    if (phases.length > 0) { phases.push({ ...phases.pop()!, to: from }); }
    phases.push({ name, from, to: from });
    progress.enter(name);
  };
  let stopLoad = (): void => undefined;
  try {
    await observer.ready;
    const { load, loadPlan } = await rehearsing.send(index);
    stopLoad = () => load.stop();
    const counted = collect(load, attempts);
    progress.follow(attempts, observer);
    enter('quiet');
    await Promise.race([pause(seconds.quiet, interrupted), counted]);
    const problem = interrupted.aborted || isOnlySlow(loadPlan) ? undefined : quietProblem(attempts, rehearsing.sendsTo);
    if (problem !== undefined) { throw new Error(problem); }
    enter('disturbance');
    const { notes, unfinished: stuck } = await disturb(kubectl, plan, journal, observer, clock);
    enter('after');
    await Promise.race([pause(seconds.after, interrupted), counted]);
    load.stop();
    await counted;
    phases.push({ ...phases.pop()!, to: clock() });
    const run = { phases, attempts, pods: observer.lives(), notes, unfinished: stuck };
    return { run: { ...run, explanations: explain(run, manifests, settings) }, loadPlan };
  } finally {
    progress.end();
    stopLoad();
    await observer.stop();
  }
}

/** Whether answers take longer than the quiet load. */
function isOnlySlow({ streams }: LoadPlan): boolean {
  return streams.every(stream => stream === 'slow');
}

async function collect({ attempts: told }: Load, attempts: Attempt[]): Promise<void> {
  for await (const some of told) { attempts.push(...some); }
}

function rehearsalOf({ plan, kubernetes }: Rehearsing, runs: readonly Run[], load: LoadPlan): Rehearsal {
  const measured = (controller: string): number[] => runs.flatMap(({ phases, pods }) => {
    const began = phases.find(({ name }) => name === 'disturbance');
    return (began && measuredSeconds(controller, began.from, pods)) ?? [];
  });
  return {
    id: plan.id,
    kubernetes,
    context: plan.context,
    namespace: plan.namespace,
    disturbance: plan.disturbance,
    load,
    runs,
    predictions: plan.predictions.flatMap(({ label, controller, predicted }) =>
      predicted ? [{ label, predicted, measured: measured(controller) }] : []),
  };
}

function reporter({ onProgress, clock }: Rehearsing, run: number) {
  let phase: RunProgress['phase'] = 'prepare';
  let since = clock();
  let seen: { readonly attempts: readonly Attempt[]; readonly observer?: Pick<Observer, 'lives'> } = { attempts: [] };
  const tell = (): void => onProgress?.({ run, phase, since, attempts: seen.attempts, pods: seen.observer?.lives() ?? [] });
  const timer = setInterval(tell, PROGRESS_EVERY);
  return {
    enter(next: RunProgress['phase']): void {
      [phase, since] = [next, clock()];
      tell();
    },
    follow(attempts: readonly Attempt[], observer: Pick<Observer, 'lives'>): void { seen = { attempts, observer }; },
    end(): void { clearInterval(timer); },
  };
}

/** After an interruption, only the restore changes the cluster. */
function until(interrupted: AbortSignal, kubectl: Kubectl): Kubectl {
  const refused: Answer = { stdout: '', stderr: '', code: 130, failure: 'interrupted' };
  return { ...kubectl, call: (args, options) => interrupted.aborted ? Promise.resolve(refused) : kubectl.call(args, options) };
}

/** Ends early if it is interrupted. */
function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return sleep(seconds * 1000, undefined, { signal }).catch(() => undefined);
}
