import { TimelineInput, Users } from './model';
import { ClusterProfile } from '../analysis/cluster-profile';
import { handoverOf, hasSuccessor } from '../analysis/disruption/handover';
import { earlyStopOf } from '../analysis/pod/early-stop';
import { cutsRequests, LIKELY_REQUEST, longestRequestOf } from '../analysis/pod/grace-period';
import { gateTimeOf, podStartOf } from '../analysis/pod/pod-start';
import { cutsJobs, longestJobOf, worksOffQueue } from '../analysis/pod/queue-worker';
import { lacksReadiness } from '../analysis/pod/readiness';
import { startupTimeOf } from '../analysis/pod/startup';
import { stopDelayOf } from '../analysis/pod/stop-delay';
import { stopSignalOf } from '../analysis/pod/stop-signals';
import { replacementOf } from '../analysis/scaling/replacement';
import { mayLeaveNoPod } from '../analysis/scaling/rest';
import { neededDelayOf, Router, routerOf, hasUsers } from '../analysis/traffic/router';
import { hasPodsBeside } from '../analysis/traffic/sibling-pods';
import { usesTerminatingEndpoints } from '../analysis/traffic/terminating-endpoints';
import { BudgetLimit, guaranteedStartup, PodStop, Replacement, STATEFUL_SET_MAX_UNAVAILABLE_MINOR, WARM_START } from '../lifecycle';
import { DAEMON_SET_PODS, ManifestSet, Workload } from '../manifests';

/** The assumed duration of a start if neither manifests nor settings state it, in seconds. */
const LIKELY_START = 60;

/** The assumption about each start. */
const WARM_START_ASSUMED =
  `scheduling, image pull and container creation: ${WARM_START.best} to ${WARM_START.worst} s, on a node with room that has the image`;

/** The assumption about pods with helper containers. */
const HELPERS_ASSUMED = 'init containers and sidecars: no time of their own';

/** The assumption about pods that users cannot reach. */
const NO_REQUESTS_ASSUMED = 'requests: none, since no Service of these manifests selects the pods';

// Before, the API server drops the field.
function countedIn(replacement: Replacement, { kubernetesMinor }: ClusterProfile): Replacement {
  return replacement.kind === 'inOrder' && kubernetesMinor < STATEFUL_SET_MAX_UNAVAILABLE_MINOR ? { ...replacement, maxUnavailable: 1 } : replacement;
}

/** The assumption about the steps of a canary. */
const NO_WAIT_ASSUMED = 'steps that wait for a person or an analysis: no time of their own';

type Assume = (what: string, value: number, because?: string) => number;

/** The input of the timeline of a workload: its manifests, its annotations, the settings, and assumptions. */
export function timelineInputOf(workload: Workload, manifests: ManifestSet, profile: ClusterProfile): TimelineInput {
  const { kind, name, namespace, budgets, replicas, initContainers, sidecars } = workload;
  const assumptions: string[] = [];
  const assume: Assume = (what, value, because = 'since no annotation states it') => {
    assumptions.push(`${what}: ${value} s, ${because}`);
    return value;
  };
  const replacement = countedIn(replacementOf(workload), profile);
  if (kind === 'DaemonSet') { assumptions.push(`nodes: ${DAEMON_SET_PODS}, since manifests do not say how many there are`); }
  if ('steps' in replacement && replacement.steps?.waits) { assumptions.push(NO_WAIT_ASSUMED); }
  if (!hasUsers(workload)) { assumptions.push(NO_REQUESTS_ASSUMED); }
  const startup = longestStart(workload, profile, assume);
  if (initContainers.length + sidecars.length > 0) { assumptions.push(HELPERS_ASSUMED); }
  return {
    name: namespace === undefined ? name : `${namespace}/${name}`,
    replicas,
    kind,
    replacement,
    start: podStartOf(workload, startup, gateTime(workload, manifests, profile, assume)),
    stop: stopOf(workload, manifests, profile, assume),
    stopSignal: workload.serving ? stopSignalOf(workload, workload.serving) : 'SIGTERM',
    progressDeadline: 'progressDeadline' in workload ? workload.progressDeadline : undefined,
    isStartStated: startupTimeOf(workload, profile) !== undefined,
    handover: handoverOf(workload, profile, manifests),
    budgets: budgets.map(({ limit }): BudgetLimit => limit ?? { maxUnavailable: 0 }),
    usesTerminatingEndpoints: usesTerminatingEndpoints(workload, profile, manifests),
    assumptions: [WARM_START_ASSUMED, ...assumptions],
    users: usersOf(workload, manifests, profile),
  };
}

function usersOf(workload: Workload, manifests: ManifestSet, profile: ClusterProfile): Users {
  const sendRequests = hasUsers(workload);
  return {
    sendRequests,
    havePodsBeside: hasPodsBeside(workload, manifests),
    haveOthers: hasSuccessor(workload, manifests),
    mayFindNoPod: sendRequests && mayLeaveNoPod(workload, manifests),
    reachUnready: lacksReadiness(workload) === true,
    work: worksOffQueue(workload) ? 'jobs' : 'requests',
    areCut: cutsRequests(workload, profile, manifests) || cutsJobs(workload, manifests),
  };
}

const SETTINGS = 'as the settings state';

// The application may take as long as the probes allow; without probes, the time has to be guessed.
function longestStart(workload: Workload, profile: ClusterProfile, assume: Assume): number {
  const stated = startupTimeOf(workload, profile);
  if (stated !== undefined) { return workload.intent.startupTime ?? assume('longest start', stated, SETTINGS); }
  const { startup, liveness } = workload.serving ?? {};
  if (startup) { return assume('longest start', guaranteedStartup(startup.timing), 'the shortest time for which the startup probe waits'); }
  if (liveness && guaranteedStartup(liveness.timing) < LIKELY_START) {
    return assume('longest start', guaranteedStartup(liveness.timing), 'the shortest time for which the liveness probe waits');
  }
  return assume('longest start', LIKELY_START, 'since no annotation and no startup probe states it');
}

function gateTime(workload: Workload, manifests: ManifestSet, profile: ClusterProfile, assume: Assume): number {
  const seconds = gateTimeOf(workload, profile, manifests);
  return workload.readinessGates.length === 0 ? seconds : assume('readiness gates', seconds, 'the registration time of the router');
}

function stopOf(workload: Workload, manifests: ManifestSet, profile: ClusterProfile, assume: Assume): PodStop {
  const { gracePeriod, intent } = workload;
  const router = hasUsers(workload) ? routerOf(workload, profile, manifests) : undefined;
  const sends = router ? deregistrationDelay(router, assume) : 0;
  const stopDelay = isStoppedEarly(workload) ? assume('preStop hook', 0, 'since it stops the server before it sleeps') : stopDelayOf(workload, manifests);
  return {
    stopDelay: stopDelay ?? assume('preStop hook', Math.max(sends, intent.handover ?? 0), 'as long as needed, since its duration is not stated'),
    gracePeriod,
    deregistrationDelay: sends,
    neededDelay: router && stopDelay !== undefined ? neededDelayOf(router) : 0,
    longestWork: worksOffQueue(workload) ? longestJob(workload, assume) : longestRequest(workload, profile, assume),
  };
}

function isStoppedEarly({ serving }: Workload): boolean {
  return serving !== undefined && earlyStopOf(serving) !== undefined;
}

function deregistrationDelay({ deregistrationDelay: delay, called, source }: Router, assume: Assume): number {
  switch (source) {
    case 'annotation':
    case 'exposure': return delay;
    case 'manifests': return assume('routers send after removal', delay, `as ${called} does`);
    case 'settings': return assume('routers send after removal', delay, SETTINGS);
    case 'assumed': return assume('routers send after removal', delay);
  }
}

function longestJob(workload: Workload, assume: Assume): number {
  return longestJobOf(workload) ?? assume('longest job', LIKELY_REQUEST);
}

function longestRequest(workload: Workload, profile: ClusterProfile, assume: Assume): number {
  const stated = longestRequestOf(workload, profile);
  if (stated === undefined) { return assume('longest request', LIKELY_REQUEST); }
  return workload.intent.longestRequest ?? assume('longest request', stated, SETTINGS);
}
