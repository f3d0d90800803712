import { randomBytes } from 'node:crypto';
import { clock } from './clock';
import { Io } from './io';
import { problemAsLine } from './output';
import { cleanCommand } from './rehearse-clean';
import { isConfirmed } from './rehearse-confirmation';
import { loadOf } from './rehearse-load';
import { RehearseOptions, rehearseOptions } from './rehearse-options';
import { EXIT_NOT_DONE, progressTo, report } from './rehearse-report';
import { send } from './rehearse-send';
import { manifestsOf, namespacesOf, readSides, whichNamespace } from './rehearse-sides';
import { currentContext, kubectlIn } from '../rehearse/kubectl';
import { planOf } from '../rehearse/plan/plan-of';
import { readState } from '../rehearse/plan/read-state';
import { rehearse } from '../rehearse/rehearse';
import { serviceToCall } from '../rehearse/service-address';
import { clusterProfileOf, readSettings, Settings } from '../settings';

/** Seconds of load before and after the disturbance, so that failures of the path itself are not attributed to it. */
const QUIET = 10;
const AFTER = 5;

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

function refuse(lines: readonly string[], io: Io): number {
  lines.forEach(line => io.err(`${line}\n`));
  return EXIT_NOT_DONE;
}
