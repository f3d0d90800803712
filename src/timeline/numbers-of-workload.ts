import { BudgetLimit, FIRST_LOOK, guaranteedStartup, Span, span, WARM_START } from '../lifecycle';
import { hookSeconds, PreStopHook, Workload } from '../manifests';
import { HELPERS_ASSUMED, WARM_START_ASSUMED } from './assumptions';
import { ServiceNumbers } from './model';

/** What is assumed where the annotations of a manifest say nothing, in seconds. */
const ASSUMED = { startupTime: 60, longestRequest: 30, deregistrationDelay: 10, gate: 60 };

/** What the timeline of a workload is computed from: its manifests, its annotations, and what has to be assumed. */
export function numbersOfWorkload(workload: Workload): ServiceNumbers {
  const { name, namespace, intent, serving, strategy, minReady, progressDeadline, gracePeriod, budgets, readinessGates, replicas } = workload;
  const assumptions: string[] = [];
  const assumed = (what: string, value: number) => {
    assumptions.push(`${what}: ${value} s, since no annotation says it`);
    return value;
  };
  const startup = startupTimeOf(workload, assumptions);
  return {
    name: namespace === undefined ? name : `${namespace}/${name}`,
    replicas,
    strategy: strategy.type === 'Recreate' ? { kind: 'Recreate' } : {
      kind: 'RollingUpdate', maxSurge: strategy.maxSurge, maxUnavailable: strategy.maxUnavailable,
    },
    start: {
      allowance: WARM_START,
      init: initTime(workload, assumptions),
      application: span(0, startup),
      startup: serving?.startup?.timing,
      readiness: serving?.readiness?.timing,
      liveness: serving?.liveness?.timing,
      firstLook: firstLookAt(workload),
      gate: span(0, readinessGates.length === 0 ? 0 : assumed('readiness gates', ASSUMED.gate)),
      minReady,
    },
    stop: {
      stopDelay: stopDelayOf(serving?.preStop, intent.deregistrationDelay, assumptions),
      gracePeriod,
      deregistrationDelay: intent.deregistrationDelay ?? assumed('routers send after removal', ASSUMED.deregistrationDelay),
      longestRequest: intent.longestRequest ?? assumed('longest request', ASSUMED.longestRequest),
    },
    progressDeadline,
    budgets: budgets.map(({ limit }): BudgetLimit => limit ?? { maxUnavailable: 0 }),
    usesTerminatingEndpoints: usesTerminatingEndpoints(workload),
    assumptions: [WARM_START_ASSUMED, ...assumptions],
  };
}

// What the probes let live is as long as the application may take; without any, somebody has to guess.
function startupTimeOf({ intent, serving }: Workload, assumptions: string[]): number {
  if (intent.startupTime !== undefined) { return intent.startupTime; }
  if (serving?.startup) {
    const allowed = guaranteedStartup(serving.startup.timing);
    assumptions.push(`longest start: ${allowed} s, as long as the startup probe surely waits`);
    return allowed;
  }
  assumptions.push(`longest start: ${ASSUMED.startupTime} s, since no annotation and no startup probe says it`);
  return ASSUMED.startupTime;
}

function stopDelayOf(hook: PreStopHook | undefined, deregistrationDelay: number | undefined, assumptions: string[]): number {
  if (hook === undefined) { return 0; }
  const seconds = hookSeconds(hook);
  if (seconds !== undefined) { return seconds; }
  if (hook.kind === 'unknown') {
    assumptions.push('preStop hook: 0 s, since no kubelet runs it');
    return 0;
  }
  const delay = deregistrationDelay ?? ASSUMED.deregistrationDelay;
  assumptions.push(`preStop hook: ${delay} s, as long as routers send, since nobody can tell how long it runs`);
  return delay;
}

// Each start of another container synchronizes the pod once more, and moves the periods.
function firstLookAt({ containers, initContainers, sidecars }: Workload): Span | undefined {
  return containers.length === 1 && initContainers.length + sidecars.length === 0 ? FIRST_LOOK : undefined;
}

function initTime({ initContainers, sidecars }: Workload, assumptions: string[]) {
  if (initContainers.length + sidecars.length > 0) { assumptions.push(HELPERS_ASSUMED); }
  return span(0);
}

// Through kube-proxy, a pod that is stopping still serves when no other does; load balancers and ingresses differ.
function usesTerminatingEndpoints({ routes, services }: Workload): boolean {
  return routes.length === 0 && services.every(({ object }) => {
    const spec = object.json.spec as { type?: unknown } | undefined;
    return spec?.type === undefined || spec?.type === 'ClusterIP';
  });
}
