import { checkCommand, checkHttpPath, checkScheme } from './actions';
import { HealthCheck } from '../../intent';
import { HealthCheckAction, HealthCheckOptions } from '../../intent/health-check';
import { ProbeTiming } from '../../lifecycle';
import { isDuration, propPath } from '../checks/format-value';
import { LONGEST_DURATION, wholeNumber, wholeSeconds } from '../checks/number-props';
import { PropErrors } from '../checks/prop-errors';
import { isRecord } from '../checks/type-guards';
import { rejectUnknownOptions } from '../checks/typos';

/** One probe: its request, its port, and its timing. */
export interface Probe {
  readonly action: HealthCheckAction;
  readonly port: number;
  readonly timing: ProbeTiming;
}

/** The pod for which a check is made. */
export interface ProbeContext {
  readonly defaults: ProbeTiming;
  /** The port that is used unless the check states another; undefined if the check must state one. */
  readonly mainPort: number | undefined;
  /** Whether a router sends requests to the pod. */
  readonly isRouted: boolean;
  /** What users notice if the check does not work. */
  readonly because: string;
}

/** The probe that a check of the props asks for. */
export function checkedProbe(errors: PropErrors, prop: string, check: HealthCheck, pod: ProbeContext): Probe {
  const { defaults, mainPort, because } = pod;
  const action = check?._action;
  if (!action) {
    errors.add({
      prop,
      given: check,
      allowed: "HealthCheck.http('/path') or another factory of HealthCheck",
      because,
      remedy: 'use a factory of HealthCheck',
    });
    return { action: { kind: 'tcp' }, port: mainPort ?? NO_PORT, timing: defaults };
  }
  checkAction(errors, prop, action, because);
  const options = checkedOptions(errors, prop, check._options);
  rejectUnknownOptions(errors, options, OPTIONS, `${prop}.`);
  const port = options.port ?? mainPort;
  if (port === undefined && action.kind !== 'command') {
    errors.add({
      prop: `${prop}.port`,
      given: port,
      allowed: "a TCP port of 'ports'",
      because,
      remedy: "add the port to 'ports'; with several, name the one that is asked",
    });
  }
  return { action, port: port ?? NO_PORT, timing: checkedTiming(errors, prop, options, pod) };
}

/** The port of a check that uses none, or that is refused. */
const NO_PORT = 0;

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
    because: 'It would be lost, and the kubelet would probe with its default timing.',
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

/** With one second, a short pause under load takes working pods out of service, or restarts them. */
const SHORTEST_TIMEOUT = 2;

function checkedTiming(
  errors: PropErrors, prop: string, options: HealthCheckOptions, { defaults, isRouted }: ProbeContext,
): ProbeTiming {
  const because = 'The API server would reject it, or silently use its own default instead.';
  const period = wholeSeconds(errors, `${prop}.period`, options.period, defaults.period, { min: 1, because });
  return {
    period,
    initialDelay: wholeSeconds(errors, `${prop}.initialDelay`, options.initialDelay, defaults.initialDelay, { min: 0, because }),
    timeout: wholeSeconds(errors, `${prop}.timeout`, options.timeout, Math.min(defaults.timeout, period), {
      min: isRouted ? Math.min(SHORTEST_TIMEOUT, period) : 1, onPurpose: { rule: 'probe-timeout-too-short', from: 1 }, max: errors.has(`${prop}.period`) ? undefined : period, because: `With less than ${SHORTEST_TIMEOUT} s, a short pause under load counts as a failure; a check that may take longer than the period (${period} s) delays the next ones, and a dead pod keeps getting requests for longer than its numbers say.`,
    }),
    failureThreshold: wholeNumber(errors, `${prop}.failureThreshold`, options.failureThreshold, defaults.failureThreshold, { min: 1, because }),
    successThreshold: wholeNumber(errors, `${prop}.successThreshold`, options.successThreshold, defaults.successThreshold, {
      min: 1, max: mostChecks(period, options.successThreshold), because,
    }),
  };
}

// Checks that take more than a week never make a pod ready, and no deadline can cover them.
function mostChecks(period: number, given: unknown): number | undefined {
  const most = Math.floor(LONGEST_DURATION / period);
  return typeof given === 'number' && given > most ? most : undefined;
}
