import { checkCommand, checkHttpPath, checkScheme } from './actions';
import { HealthCheck, ReadinessGates } from '../../intent';
import { HealthCheckAction, HealthCheckOptions } from '../../intent/health-check';
import { failureWindow, ProbeTiming, startupFailureThreshold, startupPeriod } from '../../lifecycle';
import { isQualifiedName } from '../checks/names';
import { wholeNumber, wholeSeconds } from '../checks/numbers';
import { Refusals } from '../checks/refusals';
import { isRecord } from '../checks/shapes';
import { entry, isDuration } from '../checks/show';
import { checkSlips } from '../checks/slips';
import { renderAction } from '../probe-action';
import { ZeroDowntimeServiceProps } from '../props';
import { sortKeys } from '../sort-keys';

/** One probe: what is asked, where, and when. */
export interface Probe {
  readonly action: HealthCheckAction;
  readonly port: number;
  readonly timing: ProbeTiming;
  /** How long a container may take to exit after this probe failed for good. */
  readonly gracePeriod?: number;
}

/** How a pod starts. */
export interface ProbesAndGates {
  readonly startupTime: number;
  readonly startup: Probe;
  readonly readiness: Probe;
  readonly liveness?: Probe;
  readonly gateConditions: string[];
  readonly hasGates: boolean;
}

const READINESS: ProbeTiming = { initialDelay: 0, period: 5, timeout: 2, failureThreshold: 3, successThreshold: 1 };
const LIVENESS: ProbeTiming = { initialDelay: 0, period: 10, timeout: 5, failureThreshold: 6, successThreshold: 1 };

/** A hung process answers nobody, so there is nothing to wait for: it need not get the whole grace period. */
const LIVENESS_GRACE_PERIOD = 10;

export function deriveProbes(refusals: Refusals, props: ZeroDowntimeServiceProps, mainPort: number, gracePeriod: number): ProbesAndGates {
  const startupTime = wholeSeconds(refusals, 'startupTime', props.startupTime, 60, {
    min: 1, because: 'The startup probe is built on it: pods that start slower are killed and started again, for ever.',
  });
  const readiness = checkedProbe(refusals, 'healthCheck', props.healthCheck, READINESS, mainPort, 'No pod gets ready, and the update never reaches users.');
  const gates = checkedGates(refusals, props.readinessGates);
  return {
    startupTime,
    startup: { ...readiness, timing: startupTiming(startupTime, readiness.timing) },
    readiness,
    liveness: props.livenessCheck === undefined ? undefined : liveness(refusals, props.livenessCheck, readiness, mainPort, gracePeriod),
    gateConditions: gates._conditionTypes,
    hasGates: gates._injected || gates._conditionTypes.length > 0,
  };
}

function startupTiming(startupTime: number, readiness: ProbeTiming): ProbeTiming {
  const period = startupPeriod(startupTime);
  return {
    initialDelay: 0,
    period,
    timeout: readiness.timeout,
    failureThreshold: startupFailureThreshold(startupTime, period),
    successThreshold: 1,
  };
}

function liveness(refusals: Refusals, check: HealthCheck, readiness: Probe, mainPort: number, gracePeriod: number): Probe {
  const probe = checkedProbe(refusals, 'livenessCheck', check, LIVENESS, mainPort, 'Containers are restarted though they work, and their requests are cut.');
  if (refusals.has('healthCheck', 'livenessCheck')) { return probe; }
  if (probe.timing.successThreshold !== 1) {
    refusals.add({
      prop: 'livenessCheck.successThreshold',
      given: probe.timing.successThreshold,
      allowed: '1, as for every liveness probe',
      because: 'The API server rejects anything else, and the release stops.',
      remedy: 'leave it out',
    });
  }
  if (asksTheSame(probe, readiness)) {
    refusals.add({
      prop: 'livenessCheck',
      given: check,
      shown: describeAction(probe),
      allowed: 'another check than healthCheck',
      because: 'Whatever makes pods unready, such as a slow database, would restart all of them at once and cut every request.',
      remedy: 'ask only whether this process is stuck, or leave livenessCheck out',
      rule: 'liveness-checks-dependencies',
    });
  }
  const soonest = 2 * failureWindow(readiness.timing);
  if (failureWindow(probe.timing) < soonest) {
    refusals.add({
      prop: 'livenessCheck',
      given: check,
      shown: `a restart after ${probe.timing.failureThreshold} failures, one every ${probe.timing.period} s`,
      allowed: `failureThreshold × period from ${soonest} s, twice that of healthCheck (${failureWindow(readiness.timing)} s)`,
      because: 'A pod that is only overloaded would be restarted instead of getting a pause, which overloads the others.',
      remedy: "raise livenessCheck's failureThreshold or period",
      rule: 'liveness-readiness-equal-thresholds',
    });
  }
  return { ...probe, gracePeriod: Math.min(LIVENESS_GRACE_PERIOD, gracePeriod) };
}

function checkedProbe(
  refusals: Refusals, prop: string, check: HealthCheck, defaults: ProbeTiming, mainPort: number, because: string,
): Probe {
  const action = check?._action;
  if (!action) {
    refusals.add({
      prop,
      given: check,
      allowed: "HealthCheck.http('/path') or another factory of HealthCheck",
      because,
      remedy: 'use a factory of HealthCheck',
    });
    return { action: { kind: 'tcp' }, port: mainPort, timing: defaults };
  }
  checkAction(refusals, prop, action, because);
  const options = checkedOptions(refusals, prop, check._options);
  checkSlips(refusals, options, OPTIONS, `${prop}.`);
  return { action, port: options.port ?? mainPort, timing: checkedTiming(refusals, prop, options, defaults) };
}

const OPTIONS = ['port', 'period', 'timeout', 'failureThreshold', 'successThreshold', 'initialDelay', 'scheme', 'headers', 'service'];

function checkAction(refusals: Refusals, prop: string, action: HealthCheckAction, because: string): void {
  switch (action.kind) {
    case 'http':
      checkHttpPath(refusals, `${prop} (HealthCheck.http)`, action.path, because);
      checkScheme(refusals, `${prop}.scheme`, action.scheme, because);
      checkHeaders(refusals, `${prop}.headers`, action.headers, because);
      break;
    case 'command':
      checkCommand(refusals, `${prop} (HealthCheck.command)`, action.command, because);
      break;
    case 'grpc':
      if (action.service === undefined || typeof action.service === 'string') { return; }
      refusals.add({ prop: `${prop}.service`, given: action.service, allowed: 'a string', because, remedy: 'write it in quotes, or leave it out' });
  }
}

function checkedOptions(refusals: Refusals, prop: string, options: HealthCheckOptions): HealthCheckOptions {
  if (isRecord(options) && !isDuration(options)) { return options; }
  refusals.add({
    prop: `${prop} (options)`,
    given: options,
    allowed: 'an object with period, timeout and the like',
    because: 'It would be lost, and the kubelet would ask at the pace of the defaults.',
    remedy: 'write { period: Duration.seconds(5) }',
  });
  return {};
}

function checkHeaders(refusals: Refusals, prop: string, headers: unknown, because: string): void {
  if (headers === undefined) { return; }
  const remedy = "write { Host: 'my-svc' }";
  if (!isRecord(headers)) {
    refusals.add({ prop, given: headers, allowed: 'an object of strings', because, remedy });
    return;
  }
  for (const [name, value] of Object.entries(headers)) {
    if (/^[-\w!#$%&'*+.^`|~]+$/.test(name) && typeof value === 'string' && !/\p{Cc}/u.test(value)) { continue; }
    refusals.add({ prop: entry(prop, name), given: value, allowed: 'a header name without spaces, and a string on one line', because, remedy });
  }
}

function checkedTiming(refusals: Refusals, prop: string, options: HealthCheckOptions, defaults: ProbeTiming): ProbeTiming {
  const because = 'The API server would reject it, or silently use its own default instead.';
  const period = wholeSeconds(refusals, `${prop}.period`, options.period, defaults.period, { min: 1, because });
  return {
    period,
    initialDelay: wholeSeconds(refusals, `${prop}.initialDelay`, options.initialDelay, defaults.initialDelay, { min: 0, because }),
    timeout: wholeSeconds(refusals, `${prop}.timeout`, options.timeout, Math.min(defaults.timeout, period), {
      min: 1, max: refusals.has(`${prop}.period`) ? undefined : period, because: `A check that may take longer than the period (${period} s) delays the next ones: a dead pod keeps getting requests for longer than its numbers say.`,
    }),
    failureThreshold: wholeNumber(refusals, `${prop}.failureThreshold`, options.failureThreshold, defaults.failureThreshold, { min: 1, because }),
    successThreshold: wholeNumber(refusals, `${prop}.successThreshold`, options.successThreshold, defaults.successThreshold, { min: 1, because }),
  };
}

function checkedGates(refusals: Refusals, given: ReadinessGates | undefined): ReadinessGates {
  const gates = given === undefined ? ReadinessGates.conditions() : given;
  const types = gates?._conditionTypes;
  if (Array.isArray(types) && types.every(isQualifiedName) && (given === undefined || types.length > 0 || gates._injected)) { return gates; }
  refusals.add({
    prop: 'readinessGates',
    given: types ?? given,
    allowed: "ReadinessGates.injected(), or ReadinessGates.conditions(…) with names such as 'cloud.google.com/load-balancer-neg-ready'",
    because: 'No pod would ever be ready, or the rollout would not wait for the load balancer: users get 503 answers.',
    remedy: 'give the conditions that the controller sets',
  });
  return ReadinessGates.conditions();
}

function asksTheSame(one: Probe, other: Probe): boolean {
  return JSON.stringify(sortKeys(renderAction(one.action, one.port))) === JSON.stringify(sortKeys(renderAction(other.action, other.port)));
}

function describeAction({ action }: Probe): string {
  switch (action.kind) {
    case 'http': return `HealthCheck.http('${action.path}')`;
    case 'command': return `HealthCheck.command([${action.command}])`;
    default: return `HealthCheck.${action.kind}()`;
  }
}
