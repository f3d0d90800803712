import { TimelineInput } from './model';
import { ClusterProfile } from '../analysis/cluster-profile';
import { LIKELY_REQUEST, longestRequestOf } from '../analysis/pod/grace-period';
import { hasReadinessGates, podStartOf } from '../analysis/pod/pod-start';
import { startupTimeOf } from '../analysis/pod/startup';
import { stopDelayOf } from '../analysis/pod/stop-delay';
import { Router, routerOf } from '../analysis/traffic/router';
import { usesTerminatingEndpoints } from '../analysis/traffic/terminating-endpoints';
import { BudgetLimit, guaranteedStartup, WARM_START } from '../lifecycle';
import { ManifestSet, Workload } from '../manifests';

/** What is assumed where neither manifests nor settings say anything, in seconds. */
const ASSUMED = { startupTime: 60, gate: 60 };

/** What is assumed of each start. */
const WARM_START_ASSUMED =
  `scheduling, image pull and container creation: ${WARM_START.best} to ${WARM_START.worst} s, on a node with room that has the image`;

/** What is assumed where a pod has more than its own container. */
const HELPERS_ASSUMED = 'init containers and sidecars: no time of their own';

type Assume = (what: string, value: number, because?: string) => number;

/** What the timeline of a workload is computed from: its manifests, its annotations, the settings, and what has to be assumed. */
export function timelineInputOf(workload: Workload, manifests: ManifestSet, profile: ClusterProfile): TimelineInput {
  const { name, namespace, strategy, progressDeadline, gracePeriod, budgets, replicas, initContainers, sidecars } = workload;
  const assumptions: string[] = [];
  const assume: Assume = (what, value, because = 'since no annotation says it') => {
    assumptions.push(`${what}: ${value} s, ${because}`);
    return value;
  };
  const router = routerOf(workload, profile, manifests);
  const startup = longestStart(workload, profile, assume);
  if (initContainers.length + sidecars.length > 0) { assumptions.push(HELPERS_ASSUMED); }
  return {
    name: namespace === undefined ? name : `${namespace}/${name}`,
    replicas,
    strategy: strategy.type === 'Recreate' ? { kind: 'Recreate' } : {
      kind: 'RollingUpdate', maxSurge: strategy.maxSurge, maxUnavailable: strategy.maxUnavailable,
    },
    start: podStartOf(workload, startup, gateTime(workload, router, assume)),
    stop: {
      stopDelay: stopDelayOf(workload) ?? unknownHook(router, assume),
      gracePeriod,
      deregistrationDelay: deregistrationDelay(router, assume),
      longestRequest: longestRequestOf(workload, profile) ?? assume('longest request', LIKELY_REQUEST),
    },
    progressDeadline,
    budgets: budgets.map(({ limit }): BudgetLimit => limit ?? { maxUnavailable: 0 }),
    usesTerminatingEndpoints: usesTerminatingEndpoints(workload, profile, manifests),
    assumptions: [WARM_START_ASSUMED, ...assumptions],
  };
}

// What the probes let live is as long as the application may take; without any, it has to be guessed.
function longestStart(workload: Workload, profile: ClusterProfile, assume: Assume): number {
  const stated = startupTimeOf(workload, profile);
  if (stated !== undefined) { return stated; }
  const probe = workload.serving?.startup;
  return probe
    ? assume('longest start', guaranteedStartup(probe.timing), 'as long as the startup probe surely waits')
    : assume('longest start', ASSUMED.startupTime, 'since no annotation and no startup probe says it');
}

function gateTime(workload: Workload, router: Router, assume: Assume): number {
  if (!hasReadinessGates(workload)) { return 0; }
  return router.registrationTime > 0 && router.source !== 'assumed'
    ? router.registrationTime : assume('readiness gates', ASSUMED.gate);
}

function deregistrationDelay({ deregistrationDelay: delay, called, source }: Router, assume: Assume): number {
  switch (source) {
    case 'annotation': return delay;
    case 'manifests': return assume('routers send after removal', delay, `as ${called} does`);
    case 'assumed': return assume('routers send after removal', delay);
  }
}

function unknownHook({ deregistrationDelay: delay }: Router, assume: Assume): number {
  return assume('preStop hook', delay, 'as long as routers send, since nobody can tell how long it runs');
}
