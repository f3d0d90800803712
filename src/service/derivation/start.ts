import { checkedProbe, Probe, ProbeContext } from './probe';
import { SHORTEST_LIVENESS } from '../../analysis/pod/probe-windows';
import { HealthCheck, ReadinessGates } from '../../intent';
import { failureWindow, LONGEST_FAILURE_WINDOW, ProbeTiming, startupFailureThreshold, startupPeriod } from '../../lifecycle';
import { isQualifiedName } from '../checks/names';
import { wholeSeconds } from '../checks/number-props';
import { PropErrors } from '../checks/prop-errors';
import { renderAction } from '../probe-action';
import { StatedProps } from '../stated-props';
import { Router } from './router';
import { sortKeys } from '../sort-keys';

/** How a pod starts. */
export interface ProbesAndGates {
  readonly startupTime: number;
  /** Absent in a worker without a check. */
  readonly startup?: Probe;
  readonly readiness?: Probe;
  readonly liveness?: Probe;
  readonly gateConditions: string[];
  readonly hasGates: boolean;
  /** Whether a webhook adds gates, which manifests do not show. */
  readonly gatesInjected: boolean;
}

const READINESS: ProbeTiming = { initialDelay: 0, period: 5, timeout: 2, failureThreshold: 3, successThreshold: 1 };
const LIVENESS: ProbeTiming = { initialDelay: 0, period: 10, timeout: 5, failureThreshold: 6, successThreshold: 1 };

export function deriveProbes(
  errors: PropErrors, props: StatedProps, mainPort: number | undefined, router: Router,
): ProbesAndGates {
  // Without a router, an unready pod costs users no requests.
  const isRouted = router.name !== 'none';
  const startupTime = wholeSeconds(errors, 'startupTime', props.startupTime, 60, {
    min: 1, because: 'The startup probe is derived from it: pods that start more slowly are restarted over and over.',
  });
  const isAsked = isRouted || props.healthCheck !== undefined;
  const readiness = isAsked ? checkedProbe(errors, 'healthCheck', props.healthCheck as HealthCheck, {
    defaults: READINESS, mainPort, isRouted, because: 'Pods do not become ready, and the update never reaches users.',
  }) : undefined;
  if (isRouted && readiness?.timing.failureThreshold === 1 && !errors.has('healthCheck')) {
    errors.add({
      prop: 'healthCheck.failureThreshold',
      given: 1,
      allowed: 'a whole number from 2',
      because: `A single answer that takes longer than ${readiness.timing.timeout} s takes the pod out of service; under load, this happens to all pods at once.`,
      remedy: 'leave it out for 3',
      rule: 'readiness-failure-threshold-one',
    });
  }
  const liveness = props.livenessCheck === undefined ? undefined
    : checkedLiveness(errors, props.livenessCheck, readiness, { mainPort, isRouted });
  if (isRouted && readiness) { checkPace(errors, props.healthCheck, readiness.timing, liveness?.timing); }
  const gates = checkedGates(errors, props.readinessGates);
  return {
    startupTime,
    startup: startupProbe(startupTime, readiness ?? liveness),
    readiness,
    liveness,
    gateConditions: gates._conditionTypes,
    gatesInjected: gates._injected,
    hasGates: gates._injected || gates._conditionTypes.length > 0,
  };
}

// The liveness check also stops requests to a container that hangs: it restarts it.
function checkPace(errors: PropErrors, given: unknown, timing: ProbeTiming, liveness: ProbeTiming | undefined): void {
  const isSlow = (of: ProbeTiming) => failureWindow(of) > LONGEST_FAILURE_WINDOW;
  if (!isSlow(timing) || (liveness && !isSlow(liveness)) || errors.has('healthCheck')) { return; }
  errors.add({
    prop: 'healthCheck',
    given,
    shown: `${timing.failureThreshold} failures, one every ${timing.period} s`,
    allowed: `failureThreshold × period of at most ${LONGEST_FAILURE_WINDOW} s`,
    because: `A pod that hangs keeps getting requests for ${failureWindow(timing)} s, and all of them fail.`,
    remedy: "lower healthCheck's failureThreshold or period",
    rule: 'readiness-too-slow',
  });
}

// Without a startup probe, a liveness check would kill slow starts.
function startupProbe(startupTime: number, asked: Probe | undefined): Probe | undefined {
  return asked && { ...asked, timing: startupTiming(startupTime, asked.timing) };
}

function startupTiming(startupTime: number, asked: ProbeTiming): ProbeTiming {
  const period = startupPeriod(startupTime);
  return {
    initialDelay: 0,
    period,
    timeout: Math.min(asked.timeout, period),
    failureThreshold: startupFailureThreshold(startupTime, period),
    successThreshold: 1,
  };
}

function checkedLiveness(
  errors: PropErrors,
  check: HealthCheck,
  readiness: Probe | undefined,
  pod: Pick<ProbeContext, 'mainPort' | 'isRouted'>,
): Probe {
  const probe = checkedProbe(errors, 'livenessCheck', check, {
    ...pod, defaults: LIVENESS, because: 'Healthy containers are restarted, and their requests are cut off.',
  });
  if (errors.has('healthCheck', 'livenessCheck')) { return probe; }
  if (probe.timing.successThreshold !== 1) {
    errors.add({
      prop: 'livenessCheck.successThreshold',
      given: probe.timing.successThreshold,
      allowed: '1, as for every liveness probe',
      because: 'The API server rejects anything else, and the release stops.',
      remedy: 'leave it out',
    });
  }
  if (readiness && asksTheSame(probe, readiness)) {
    errors.add({
      prop: 'livenessCheck',
      given: check,
      shown: describeAction(probe),
      allowed: 'a different check from healthCheck',
      because: 'Anything that makes pods unready, such as a slow database, would restart all of them at once and cut off every request.',
      remedy: 'check only whether this process is stuck, or leave livenessCheck out',
      rule: 'liveness-checks-dependencies',
    });
  }
  const soonest = readiness ? 2 * failureWindow(readiness.timing) : 0;
  if (failureWindow(probe.timing) < soonest) {
    errors.add({
      prop: 'livenessCheck',
      given: check,
      shown: `a restart after ${probe.timing.failureThreshold} failures, one every ${probe.timing.period} s`,
      allowed: `failureThreshold × period from ${soonest} s, twice that of healthCheck (${soonest / 2} s)`,
      because: 'A pod that is only overloaded would be restarted instead of recovering, and its load would overload the others.',
      remedy: "raise livenessCheck's failureThreshold or period",
      rule: 'liveness-too-aggressive',
    });
  } else if (failureWindow(probe.timing) < SHORTEST_LIVENESS) {
    errors.add({
      prop: 'livenessCheck',
      given: check,
      shown: `a restart after ${probe.timing.failureThreshold} failures, one every ${probe.timing.period} s`,
      allowed: `failureThreshold × period from ${SHORTEST_LIVENESS} s`,
      because: 'Under load, pods that only need time would be restarted, and their load would overload the others.',
      remedy: "raise livenessCheck's failureThreshold or period",
      rule: 'liveness-too-aggressive',
    });
  }
  return probe;
}

function checkedGates(errors: PropErrors, given: ReadinessGates | undefined): ReadinessGates {
  const gates = given === undefined ? ReadinessGates.conditions() : given;
  const types = gates?._conditionTypes;
  if (Array.isArray(types) && types.every(isQualifiedName) && (given === undefined || types.length > 0 || gates._injected)) {
    return gates;
  }
  errors.add({
    prop: 'readinessGates',
    given: types ?? given,
    allowed: "ReadinessGates.injected(), or ReadinessGates.conditions(…) with names such as 'cloud.google.com/load-balancer-neg-ready'",
    because: 'Pods would never become ready, or the rollout would not wait for the load balancer: users get 503 answers.',
    remedy: 'give the conditions that the controller sets',
  });
  return ReadinessGates.conditions();
}

// A TCP connection does not depend on a database.
function asksTheSame(one: Probe, other: Probe): boolean {
  return one.action.kind !== 'tcp' && JSON.stringify(sortKeys(renderAction(one.action, one.port)))
    === JSON.stringify(sortKeys(renderAction(other.action, other.port)));
}

function describeAction({ action }: Probe): string {
  switch (action.kind) {
    case 'http': return `HealthCheck.http('${action.path}')`;
    case 'command': return `HealthCheck.command([${action.command}])`;
    default: return `HealthCheck.${action.kind}()`;
  }
}
