import { checkCommand, checkHttpPath, checkScheme } from './actions';
import { HealthCheck, ReadinessGates } from '../../intent';
import { HealthCheckAction, HealthCheckOptions } from '../../intent/health-check';
import { failureWindow, LONGEST_FAILURE_WINDOW, ProbeTiming, startupFailureThreshold, startupPeriod } from '../../lifecycle';
import { propPath, isDuration } from '../checks/format-value';
import { isQualifiedName } from '../checks/names';
import { LONGEST_DURATION, wholeNumber, wholeSeconds } from '../checks/number-props';
import { PropErrors } from '../checks/prop-errors';
import { isRecord } from '../checks/type-guards';
import { rejectUnknownOptions } from '../checks/typos';
import { renderAction } from '../probe-action';
import { ZeroDowntimeServiceProps } from '../props';
import { sortKeys } from '../sort-keys';

/** One probe: what is asked, where, and when. */
export interface Probe {
  readonly action: HealthCheckAction;
  readonly port: number;
  readonly timing: ProbeTiming;
}

/** How a pod starts. */
export interface ProbesAndGates {
  readonly startupTime: number;
  readonly startup: Probe;
  readonly readiness: Probe;
  readonly liveness?: Probe;
  readonly gateConditions: string[];
  readonly hasGates: boolean;
  /** Whether a webhook adds gates, which no manifest shows. */
  readonly gatesInjected: boolean;
}

const READINESS: ProbeTiming = { initialDelay: 0, period: 5, timeout: 2, failureThreshold: 3, successThreshold: 1 };
const LIVENESS: ProbeTiming = { initialDelay: 0, period: 10, timeout: 5, failureThreshold: 6, successThreshold: 1 };

export function deriveProbes(errors: PropErrors, props: ZeroDowntimeServiceProps, mainPort: number): ProbesAndGates {
  const startupTime = wholeSeconds(errors, 'startupTime', props.startupTime, 60, {
    min: 1, because: 'The startup probe is built on it: pods that start slower are killed and started again, for ever.',
  });
  const readiness = checkedProbe(errors, 'healthCheck', props.healthCheck, READINESS, mainPort, 'No pod gets ready, and the update never reaches users.');
  if (readiness.timing.failureThreshold === 1 && !errors.has('healthCheck')) {
    errors.add({
      prop: 'healthCheck.failureThreshold',
      given: 1,
      allowed: 'a whole number from 2',
      because: `One answer that takes longer than ${readiness.timing.timeout} s takes the whole pod out of service, and under load all pods at once.`,
      remedy: 'leave it out for 3',
      rule: 'readiness-failurethreshold-1',
    });
  }
  checkPace(errors, props.healthCheck, readiness.timing);
  const gates = checkedGates(errors, props.readinessGates);
  return {
    startupTime,
    startup: { ...readiness, timing: startupTiming(startupTime, readiness.timing) },
    readiness,
    liveness: props.livenessCheck === undefined ? undefined : liveness(errors, props.livenessCheck, readiness, mainPort),
    gateConditions: gates._conditionTypes,
    gatesInjected: gates._injected,
    hasGates: gates._injected || gates._conditionTypes.length > 0,
  };
}

function checkPace(errors: PropErrors, given: HealthCheck, timing: ProbeTiming): void {
  const window = failureWindow(timing);
  if (window <= LONGEST_FAILURE_WINDOW || errors.has('healthCheck')) { return; }
  errors.add({
    prop: 'healthCheck',
    given,
    shown: `${timing.failureThreshold} failures, one every ${timing.period} s`,
    allowed: `failureThreshold × period of at most ${LONGEST_FAILURE_WINDOW} s`,
    because: `A pod that hangs gets requests for ${window} s, and each of them fails.`,
    remedy: "lower healthCheck's failureThreshold or period",
    rule: 'readiness-reacts-late',
  });
}

function startupTiming(startupTime: number, readiness: ProbeTiming): ProbeTiming {
  const period = startupPeriod(startupTime);
  return {
    initialDelay: 0,
    period,
    timeout: Math.min(readiness.timeout, period),
    failureThreshold: startupFailureThreshold(startupTime, period),
    successThreshold: 1,
  };
}

function liveness(errors: PropErrors, check: HealthCheck, readiness: Probe, mainPort: number): Probe {
  const probe = checkedProbe(errors, 'livenessCheck', check, LIVENESS, mainPort, 'Containers are restarted though they work, and their requests are cut.');
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
  if (asksTheSame(probe, readiness)) {
    errors.add({
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
    errors.add({
      prop: 'livenessCheck',
      given: check,
      shown: `a restart after ${probe.timing.failureThreshold} failures, one every ${probe.timing.period} s`,
      allowed: `failureThreshold × period from ${soonest} s, twice that of healthCheck (${failureWindow(readiness.timing)} s)`,
      because: 'A pod that is only overloaded would be restarted instead of getting a pause, which overloads the others.',
      remedy: "raise livenessCheck's failureThreshold or period",
      rule: 'liveness-readiness-equal-thresholds',
    });
  }
  return probe;
}

function checkedProbe(
  errors: PropErrors, prop: string, check: HealthCheck, defaults: ProbeTiming, mainPort: number, because: string,
): Probe {
  const action = check?._action;
  if (!action) {
    errors.add({
      prop,
      given: check,
      allowed: "HealthCheck.http('/path') or another factory of HealthCheck",
      because,
      remedy: 'use a factory of HealthCheck',
    });
    return { action: { kind: 'tcp' }, port: mainPort, timing: defaults };
  }
  checkAction(errors, prop, action, because);
  const options = checkedOptions(errors, prop, check._options);
  rejectUnknownOptions(errors, options, OPTIONS, `${prop}.`);
  return { action, port: options.port ?? mainPort, timing: checkedTiming(errors, prop, options, defaults) };
}

const OPTIONS = ['port', 'period', 'timeout', 'failureThreshold', 'successThreshold', 'initialDelay', 'scheme', 'headers', 'service'];

function checkAction(errors: PropErrors, prop: string, action: HealthCheckAction, because: string): void {
  switch (action.kind) {
    case 'http':
      checkHttpPath(errors, `${prop} (HealthCheck.http)`, action.path, because);
      checkScheme(errors, `${prop}.scheme`, action.scheme, because);
      checkHeaders(errors, `${prop}.headers`, action.headers, because);
      break;
    case 'command':
      checkCommand(errors, `${prop} (HealthCheck.command)`, action.command, because);
      break;
    case 'grpc':
      if (action.service === undefined || typeof action.service === 'string') { return; }
      errors.add({ prop: `${prop}.service`, given: action.service, allowed: 'a string', because, remedy: 'write it in quotes, or leave it out' });
  }
}

function checkedOptions(errors: PropErrors, prop: string, options: HealthCheckOptions): HealthCheckOptions {
  if (isRecord(options) && !isDuration(options)) { return options; }
  errors.add({
    prop: `${prop} (options)`,
    given: options,
    allowed: 'an object with period, timeout and the like',
    because: 'It would be lost, and the kubelet would ask at the pace of the defaults.',
    remedy: 'write { period: Duration.seconds(5) }',
  });
  return {};
}

function checkHeaders(errors: PropErrors, prop: string, headers: unknown, because: string): void {
  if (headers === undefined) { return; }
  const remedy = "write { Host: 'my-svc' }";
  if (!isRecord(headers)) {
    errors.add({ prop, given: headers, allowed: 'an object of strings', because, remedy });
    return;
  }
  for (const [name, value] of Object.entries(headers)) {
    if (/^[-\w!#$%&'*+.^`|~]+$/.test(name) && typeof value === 'string' && !/\p{Cc}/u.test(value)) { continue; }
    errors.add({ prop: propPath(prop, name), given: value, allowed: 'a header name without spaces, and a string on one line', because, remedy });
  }
}

/** With a second, a pause as under load takes working pods out of service, or restarts them. */
const SHORTEST_TIMEOUT = 2;

function checkedTiming(errors: PropErrors, prop: string, options: HealthCheckOptions, defaults: ProbeTiming): ProbeTiming {
  const because = 'The API server would reject it, or silently use its own default instead.';
  const period = wholeSeconds(errors, `${prop}.period`, options.period, defaults.period, { min: 1, because });
  return {
    period,
    initialDelay: wholeSeconds(errors, `${prop}.initialDelay`, options.initialDelay, defaults.initialDelay, { min: 0, because }),
    timeout: wholeSeconds(errors, `${prop}.timeout`, options.timeout, Math.min(defaults.timeout, period), {
      min: Math.min(SHORTEST_TIMEOUT, period), onPurpose: { rule: 'probe-timeout-1s-default', from: 1 }, max: errors.has(`${prop}.period`) ? undefined : period, because: `With less than ${SHORTEST_TIMEOUT} s a pause as under load looks like a failure; a check that may take longer than the period (${period} s) delays the next ones, and a dead pod keeps getting requests for longer than its numbers say.`,
    }),
    failureThreshold: wholeNumber(errors, `${prop}.failureThreshold`, options.failureThreshold, defaults.failureThreshold, { min: 1, because }),
    successThreshold: wholeNumber(errors, `${prop}.successThreshold`, options.successThreshold, defaults.successThreshold, {
      min: 1, max: mostChecks(period, options.successThreshold), because,
    }),
  };
}

// Checks that take more than a week never make a pod ready, and no deadline can hold them.
function mostChecks(period: number, given: unknown): number | undefined {
  const most = Math.floor(LONGEST_DURATION / period);
  return typeof given === 'number' && given > most ? most : undefined;
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
    because: 'No pod would ever be ready, or the rollout would not wait for the load balancer: users get 503 answers.',
    remedy: 'give the conditions that the controller sets',
  });
  return ReadinessGates.conditions();
}

function asksTheSame(one: Probe, other: Probe): boolean {
  return JSON.stringify(sortKeys(renderAction(one.action, one.port)))
    === JSON.stringify(sortKeys(renderAction(other.action, other.port)));
}

function describeAction({ action }: Probe): string {
  switch (action.kind) {
    case 'http': return `HealthCheck.http('${action.path}')`;
    case 'command': return `HealthCheck.command([${action.command}])`;
    default: return `HealthCheck.${action.kind}()`;
  }
}
