import { randomBytes } from 'node:crypto';
import { Io } from './io';
import { problemAsLine, writeOutput } from './output';
import { cleanCommand } from './rehearse-clean';
import { LoadBeforeAddress, loadOf } from './rehearse-load';
import { RehearsalFormat, RehearseOptions, rehearseOptions } from './rehearse-options';
import { requireObjects } from './require-objects';
import { clustersOf, ManifestObject, ManifestSet } from '../manifests';
import { RehearsedManifests } from '../rehearse/explain/evidence';
import { currentContext, Kubectl, kubectlIn } from '../rehearse/kubectl';
import { startLoadProcess } from '../rehearse/load/load-process';
import { repeatedRequests } from '../rehearse/load/repeated-requests';
import { countsOf, latenessOf } from '../rehearse/load/statistics';
import { podsByPhase } from '../rehearse/observe/pod-phases';
import { Plan } from '../rehearse/plan/plan';
import { planOf } from '../rehearse/plan/plan-of';
import { readState } from '../rehearse/plan/read-state';
import { Rehearsal } from '../rehearse/rehearsal';
import { Rehearsed, rehearse, RunProgress } from '../rehearse/rehearse';
import { sendFromPod } from '../rehearse/send-from-pod';
import { addressOf, serviceToCall } from '../rehearse/service-address';
import { rehearsalAsHtml } from '../report/rehearsal/html';
import { rehearsalAsJson } from '../report/rehearsal/json';
import { rehearsalAsMarkdown } from '../report/rehearsal/markdown';
import { planAsText } from '../report/rehearsal/plan-text';
import { progressLine } from '../report/rehearsal/progress';
import { rehearsalAsSvg } from '../report/rehearsal/svg';
import { rehearsalAsText } from '../report/rehearsal/text';
import { clusterProfileOf, readSettings, Settings } from '../settings';
import { readSource, sourceKind } from '../sources';
import { listWords, shorten } from '../text';

const EXIT_OK = 0;
const EXIT_FAILED = 1;
const EXIT_NOT_DONE = 2;

/** Seconds of load before the disturbance, so that what the path loses by itself is not blamed on it, and after it. */
const QUIET = 10;
const AFTER = 5;

const FORMATS: Record<RehearsalFormat, (rehearsal: Rehearsal, colours: boolean) => string> = {
  text: (rehearsal, colours) => rehearsalAsText(rehearsal, { colours }),
  json: rehearsalAsJson,
  markdown: rehearsalAsMarkdown,
  html: rehearsalAsHtml,
  svg: rehearsal => rehearsalAsSvg(rehearsal),
};

/** `rehearse [BEFORE] AFTER --url URL …`, or `rehearse --clean ID …`. */
export async function rehearseCommand(args: string[], io: Io): Promise<number> {
  const options = rehearseOptions(args);
  if (Array.isArray(options)) { return refuse(options, io); }
  try {
    return 'clean' in options ? await cleanCommand(options, io) : await rehearseWith(options, io);
  } catch (e) {
    return refuse([(e as Error).message], io);
  }
}

async function rehearseWith(options: RehearseOptions, io: Io): Promise<number> {
  const { settings: fromFile, problems } = readSettings(options.config);
  const settings: Settings = { ...fromFile, ...options.settings, today: io.today?.() };
  const context = options.context ?? await currentContext();
  if (context === undefined) { return refuse(['kubectl has no current context. Name one with --context.'], io); }
  const sides = readSides(options, context);
  const wrong = [...problems, ...sides.problems].filter(({ level }) => level !== 'note');
  wrong.forEach(problem => io.err(problemAsLine(problem)));
  if (wrong.some(({ level }) => level === 'error')) { return EXIT_NOT_DONE; }
  const manifests = manifestsOf(sides);
  const load = loadOf(options, manifests.after, settings);
  if (Array.isArray(load)) { return refuse(load, io); }
  const namespaces = options.namespace === undefined ? namespacesOf(sides.after) : [options.namespace];
  if (namespaces.length !== 1) { return refuse([whichNamespace(namespaces)], io); }
  const [namespace] = namespaces;
  const called = load.origin === undefined ? serviceToCall(sides.after, namespace) : undefined;
  if (called && 'wrong' in called) { return refuse([called.wrong], io); }

  const kubectl = kubectlIn(context, namespace);
  const state = await readState(kubectl, [...sides.before ?? [], ...sides.after], options.disturbance);
  const plan = planOf({
    id: randomBytes(3).toString('hex'),
    disturbance: options.disturbance,
    context: { name: context, isNamed: options.context !== undefined },
    namespace,
    inPlace: options.inPlace,
    load: { rate: load.rate, ramp: load.ramp },
    repeat: options.repeat,
    quiet: QUIET,
    after: AFTER,
  }, sides.before, sides.after, state, clusterProfileOf(settings));
  if (plan.refusals.length > 0) { return refuse(plan.refusals, io); }
  if (!isConfirmed(plan, load, options, io)) { return EXIT_NOT_DONE; }

  const rehearsed = await rehearse({
    kubectl,
    plan,
    kubernetes: state.kubernetes,
    manifests,
    settings,
    seconds: { quiet: load.ramp + QUIET, after: AFTER },
    sendsTo: called ? 'service' : 'url',
    send: run => send(run, { kubectl, plan, load, options, called }),
    clock,
    interrupted: io.interrupted?.() ?? new AbortController().signal,
    onProgress: progressTo(io, plan),
  });
  io.progress?.end();
  return report(rehearsed, options, io);
}

// One clock that is never set back, so that a correction of the time is no delay.
function clock(): number {
  return performance.timeOrigin + performance.now();
}

interface Sides {
  readonly before?: readonly ManifestObject[];
  readonly after: readonly ManifestObject[];
  readonly problems: ReturnType<typeof readSource>['problems'];
}

function readSides({ before: old, after: now, namespace }: RehearseOptions, context: string): Sides {
  const inContext = (source: string): string => source === 'cluster:' ? `cluster:${context}` : source;
  const after = requireObjects(readSource(now), now, 'rehearsed');
  if (old === undefined) { return { after: after.objects, problems: after.problems }; }
  const read = readSource(inContext(old), { asked: after.objects, namespace });
  const before = sourceKind(old) === 'cluster' ? read : requireObjects(read, old, 'rehearsed');
  return { before: before.objects, after: after.objects, problems: [...before.problems, ...after.problems] };
}

function manifestsOf({ before, after }: Sides): RehearsedManifests {
  const setOf = (objects: readonly ManifestObject[]): ManifestSet => clustersOf(objects).clusters[0];
  return { after: setOf(after), ...before && { before: setOf(before) } };
}

/** Those that the objects state. */
function namespacesOf(objects: readonly ManifestObject[]): string[] {
  return [...new Set(objects.flatMap(({ namespace }) => namespace ?? []))];
}

function whichNamespace(stated: readonly string[]): string {
  return stated.length === 0
    ? 'The manifests name no namespace. Add --namespace with one that does not exist yet, or with --in-place, one that does.'
    : `The manifests name ${stated.length} namespaces (${listWords(stated.map(name => shorten(name)))}), and a rehearsal has one. Name the manifests of one of them.`;
}

function isConfirmed(plan: Plan, load: LoadBeforeAddress, { yes, sender }: RehearseOptions, io: Io): boolean {
  // Of load at the full rate, after one ramp.
  const seconds = plan.requests.worst / load.rate + load.ramp / 2;
  const repeated = repeatedRequests({ ...load, origin: load.origin ?? '' }, seconds);
  io.out(planAsText(plan, { sender: sender.kind, repeated }));
  if (plan.contextToConfirm !== undefined) {
    if (!io.answer || yes) {
      io.err(`No option names the context, so it would be whichever is current: ${plan.contextToConfirm}. Add --context=${plan.contextToConfirm}.\n`);
      return false;
    }
    if (io.answer(`Type the name of the context to rehearse there (${plan.contextToConfirm}): `) !== plan.contextToConfirm) {
      io.err('That is another name, so nothing was done.\n');
      return false;
    }
    return true;
  }
  if (yes) { return true; }
  if (!io.confirm) {
    io.err('There is no terminal to ask on, so nothing was done. Add --yes to rehearse without a question.\n');
    return false;
  }
  return io.confirm('Rehearse? [y/N] ');
}

interface Sending {
  readonly kubectl: Kubectl;
  readonly plan: Plan;
  readonly load: LoadBeforeAddress;
  readonly options: RehearseOptions;
  readonly called?: { readonly service: ManifestObject };
}

async function send(run: number, { kubectl, plan, load, options: { sender }, called }: Sending) {
  const address = called ? await addressOf(kubectl, called.service) : undefined;
  const loadPlan = { ...load, ...address, origin: address?.origin ?? load.origin! };
  return {
    loadPlan,
    load: sender.kind === 'pod'
      ? await sendFromPod(kubectl, loadPlan, { id: plan.id, run, image: sender.image, notOn: plan.cordons }, clock)
      : startLoadProcess(loadPlan),
  };
}

function progressTo({ progress, err }: Io, { repeat }: Plan): (now: RunProgress) => void {
  let phase = '';
  return now => {
    const doing = repeat > 1 ? `${now.phase}, run ${now.run + 1} of ${repeat}` : now.phase;
    if (progress) {
      const { attempts, pods, since } = now;
      const { sent, failed } = countsOf(attempts);
      const elapsed = (clock() - since) / 1000;
      progress.show(progressLine({ doing, elapsed, requests: sent, failed, pods: podsByPhase(pods, clock()) }, progress.width));
    } else if (doing !== phase) {
      // In the log of a pipeline, a line each phase.
      phase = doing;
      err(`${doing}\n`);
    }
  };
}

function report({ rehearsal, problems, restored }: Rehearsed, { format, out }: RehearseOptions, io: Io): number {
  restored.forEach(line => io.err(`${line}\n`));
  problems.forEach(line => io.err(`error: ${line}\n`));
  if (rehearsal === undefined) { return EXIT_NOT_DONE; }
  if (!writeOutput(FORMATS[format](rehearsal, out === undefined && io.colours === true), out, io)) { return EXIT_NOT_DONE; }
  if (out !== undefined) { io.err(`${rehearsalAsText(rehearsal).split('\n\n')[1]}\n`); }
  const attempts = rehearsal.runs.flatMap(run => run.attempts);
  if (problems.length > 0 || latenessOf(attempts).isVoid) { return EXIT_NOT_DONE; }
  const isUnfinished = rehearsal.runs.some(({ unfinished }) => unfinished !== undefined);
  return countsOf(attempts).failed > 0 || isUnfinished ? EXIT_FAILED : EXIT_OK;
}

function refuse(lines: readonly string[], io: Io): number {
  lines.forEach(line => io.err(`${line}\n`));
  return EXIT_NOT_DONE;
}
