import { gracePeriodOf, longestRequestOf, sufficientGracePeriod } from '../../../analysis/pod/grace-period';
import { longestJobOf, worksOffQueue } from '../../../analysis/pod/queue-worker';
import { stopDelayOf } from '../../../analysis/pod/stop-delay';
import { routerOf, servesRequests } from '../../../analysis/traffic/router';
import { sigtermWindow } from '../../../lifecycle';
import { CONTAINER_PATHS, Container, ManifestSet, Path, rootOf, showPath, valueAt, Workload, WORKLOAD_PATHS } from '../../../manifests';
import { Severity, ClusterProfile } from '../../../rules';
import { hookPath } from '../../wording/containers';
import { workloadChangeRule } from '../change-rules';
import { keptServing } from '../kept-containers';
import { Change } from '../object-diff';
import { Edit, set } from '../recipe';
import { isUntouched } from '../untouched';
import { Update } from '../update';

export const shutdownWindowReduced = workloadChangeRule({
  id: 'shutdown-window-reduced',
  severity: 'warning',
  otherSeverities: ['error', 'info'],
  title: 'Shorter preStop hook or terminationGracePeriodSeconds',
  impact: 'Requests that succeeded before are cut or refused whenever a pod of this release stops: in updates, scale-downs and drains.',
  why: 'The preStop hook keeps the server running while routers still send requests. Requests in flight then have the rest of the grace period: grace period - hook. Old pods keep their own values until they are removed.',
  fix: 'Keep the hook and the grace period, or state with annotations that less is enough: longest-request, deregistration-delay.',
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination-flow',
  examples: {
    before: '',
    unsafe: `
kind: Deployment
spec: { template: { spec: { terminationGracePeriodSeconds: 20 } } }
`,
    safe: `
kind: Deployment
metadata: { annotations: { cdk8s-zero-downtime/longest-request: 5s } }
spec: { template: { spec: { terminationGracePeriodSeconds: 20 } } }
`,
  },
  judge: (kept, update, profile) => {
    if (isUntouched(kept)) { return []; }
    const serving = keptServing(kept);
    if (!serving) { return undefined; }
    const [was, is] = [stopOf(kept.before, update.before), stopOf(kept.after, update.after)];
    const delay = delayLost(kept, [was, is], profile, update);
    const window = windowLost(kept, [was, is], profile);
    if (!delay && !window) { return []; }
    return [{
      path: delay ? hookPath(serving.after) : WORKLOAD_PATHS.gracePeriod,
      message: [delay?.message, window?.message].filter(part => part !== undefined).join(' '),
      fix: fixOf(kept, [was, is], delay !== undefined),
      severity: pickSeverity(delay, window),
      recipe: [{ edits: asItWas(kept, serving, [was, is], delay !== undefined) }],
    }];
  },
});

/** How a pod stops, in seconds. */
interface Stop {
  /** Undefined where it is not known. */
  readonly delay?: number;
  readonly grace: number;
  /** The seconds that remain after SIGTERM. */
  readonly window?: number;
}

/** What users lose. */
interface Loss {
  readonly message: string;
  readonly severity?: Severity;
}

function pickSeverity(delay: Loss | undefined, window: Loss | undefined): Severity | undefined {
  if ([delay?.severity, window?.severity].includes('error')) { return 'error'; }
  return delay ? undefined : window?.severity;
}

type Stops = readonly [was: Stop, is: Stop];

function stopOf(workload: Workload, manifests: ManifestSet): Stop {
  const grace = gracePeriodOf(workload) ?? 0;
  const delay = stopDelayOf(workload, manifests);
  if (delay === undefined) { return { delay, grace, window: undefined }; }
  return { delay, grace, window: grace === 0 ? 0 : sigtermWindow(grace, delay) };
}

function delayLost(
  { before, after }: Change<Workload>,
  [was, is]: Stops,
  profile: ClusterProfile,
  update: Update,
): Loss | undefined {
  if (is.delay === undefined || !servesRequests(before) || !servesRequests(after)) { return undefined; }
  if (is.delay >= (was.delay ?? Infinity)) { return undefined; }
  const router = routerOf(after, profile, update.after);
  if (is.delay >= router.deregistrationDelay) { return undefined; }
  const what = hookInWords(after, is.delay);
  const message = `${what} (${was.delay === undefined ? 'it delayed the stop before' : `previously ${was.delay} s`}): ${router.called} keeps sending for up to `
    + `${router.deregistrationDelay} s, and a server that closes its port at SIGTERM refuses requests that arrive after ${is.delay} s.`;
  return { message, severity: is.delay === 0 ? 'error' : undefined };
}

function hookInWords({ serving }: Workload, delay: number): string {
  if (delay > 0) { return `The preStop hook takes ${delay} s`; }
  return serving?.preStop ? 'The preStop hook does not delay the stop' : 'The preStop hook is removed';
}

function windowLost({ before, after }: Change<Workload>, [was, is]: Stops, profile: ClusterProfile): Loss | undefined {
  // Where the length of hooks is not known, the grace periods are compared.
  const isTold = was.window !== undefined && is.window !== undefined;
  const [had, has] = isTold ? [was.window, is.window] : [was.grace, is.grace];
  const longest = longestRequestOf(after, profile) ?? (worksOffQueue(after) ? longestJobOf(after) : undefined);
  const needed = sufficientGracePeriod(is.delay ?? 0, longest);
  if (has >= had || (longest !== undefined && isTold && is.grace >= needed)) { return undefined; }
  const serves = servesRequests(before) || servesRequests(after);
  const message = isTold ? `${serves ? 'A request in flight' : 'A job at work'} has ${has} s after SIGTERM instead of ${had} s: longer ones are cut.`
    : `The grace period is ${has} s instead of ${had} s: work that is not finished by then is cut.`;
  if (before.intent.longestRequest !== undefined && longest !== undefined && isTold) {
    const promised = Math.min(before.intent.longestRequest, longest);
    return { message: `${message} The longest request takes ${promised} s.`, severity: has < promised && had >= promised ? 'error' : undefined };
  }
  return { message, severity: serves && isTold && is.grace >= needed ? 'info' : undefined };
}

/** The grace period that leaves requests as much time as before. */
function wantedGrace([was, is]: Stops, withDelay: boolean): number {
  if (was.window === undefined || is.window === undefined) { return Math.max(was.grace, is.grace); }
  const delay = withDelay ? was.delay! : is.delay!;
  return Math.max(is.grace, Math.ceil(delay) + was.window);
}

function fixOf({ after }: Change<Workload>, stops: Stops, withDelay: boolean): string {
  const grace = wantedGrace(stops, withDelay);
  const path = showPath(WORKLOAD_PATHS.gracePeriod);
  const hook = withDelay ? ['Keep the preStop hook'] : [];
  const period = grace > after.gracePeriod || gracePeriodOf(after) === undefined ? [`${withDelay ? 'set' : 'Set'} ${path} to ${grace}`] : [];
  return `${[...hook, ...period].join(' and ')}, or state with annotations that less is enough.`;
}

function asItWas({ before, after }: Change<Workload>, serving: Change<Container>, stops: Stops, withDelay: boolean): Edit[] {
  const hook = [...serving.after.path, ...CONTAINER_PATHS.preStop];
  const old = valueAt(rootOf(before.object.json), [...serving.before.path, ...CONTAINER_PATHS.preStop] as Path);
  const grace = wantedGrace(stops, withDelay);
  return [
    ...withDelay ? [set(after.object, hook, old)] : [],
    ...grace > stops[1].grace ? [set(after.object, WORKLOAD_PATHS.gracePeriod, grace)] : [],
  ];
}
