import { Exposure, PreStop } from '../../intent';
import { SLEEP_MINOR } from '../../intent/kubernetes-version';
import { gracePeriod, SHUTDOWN_OVERHEAD, stopDelay } from '../../lifecycle';
import { wholeSeconds } from '../checks/number-props';
import { PropErrors } from '../checks/prop-errors';
import { rejectTypos } from '../checks/typos';
import { ZeroDowntimeServiceProps } from '../props';
import { checkCommand, checkHttpPath, checkScheme } from './actions';
import { checkBoolean } from './pass-through';
import { needsMinor } from './version';

/** What runs in the stop delay. */
export type StopHook =
  | { readonly kind: 'sleep' | 'shell' | 'none' }
  | { readonly kind: 'httpGet'; readonly path: string; readonly port?: number; readonly scheme?: string }
  | { readonly kind: 'command'; readonly command: string[] };

/** How a pod stops, in whole seconds. */
export interface Stop {
  readonly deregistrationDelay: number;
  readonly registrationTime: number;
  readonly usesTerminatingEndpoints: boolean;
  readonly handover?: number;
  readonly longestRequest: number;
  readonly hook: StopHook;
  readonly stopDelay: number;
  readonly gracePeriod: number;
  /** Reasons that the props carry themselves. */
  readonly acknowledged: { [rule: string]: string };
}

export function deriveStop(errors: PropErrors, props: ZeroDowntimeServiceProps, minor: number): Stop {
  const router = routerTimes(errors, props.exposure);
  const handover = checkedHandover(errors, props, router.usesTerminatingEndpoints);
  const longestRequest = wholeSeconds(errors, 'longestRequest', props.longestRequest, 30, {
    min: 1, because: 'The grace period is built on it: longer requests would be cut at each update.',
  });
  const derived = stopDelay(router.deregistrationDelay, handover);
  const preStop = props.preStop === undefined ? PreStop.sleep() : props.preStop;
  const { hook, takes, acknowledged } = checkedHook(errors, preStop, minor);
  const delay = checkedDelay(errors, preStop, takes, derived, Math.max(router.minimum, handover ?? 0));
  if (hook.kind === 'none' && handover !== undefined) {
    errors.add({
      prop: 'preStop',
      given: preStop,
      shown: 'PreStop.none',
      allowed: "a hook, since 'handover' is set",
      because: 'Without a hook SIGTERM comes at once, so the leaving pod does not cover for its replacement.',
      remedy: "use PreStop.sleep(), or leave out 'handover'",
    });
  }
  return {
    deregistrationDelay: router.deregistrationDelay,
    registrationTime: router.registrationTime,
    usesTerminatingEndpoints: router.usesTerminatingEndpoints,
    handover,
    longestRequest,
    hook,
    stopDelay: delay,
    gracePeriod: checkedGrace(errors, props.terminationGracePeriod, delay, longestRequest),
    acknowledged,
  };
}

const EXPOSURE_PROPS = ['deregistrationDelay', 'registrationTime', 'usesTerminatingEndpoints'];

function routerTimes(errors: PropErrors, given: Exposure | undefined) {
  const exposure = given === undefined ? Exposure.cluster() : given;
  const times = exposure?._times;
  if (!times) {
    errors.add({
      prop: 'exposure',
      given,
      allowed: 'Exposure.cluster() or another factory of Exposure',
      because: 'Without knowing the router, nobody knows how long it goes on sending to a pod that is leaving.',
      remedy: 'use a factory of Exposure',
    });
    return { deregistrationDelay: 10, minimum: 5, registrationTime: 0, usesTerminatingEndpoints: true };
  }
  const at = `exposure (Exposure.${exposure._name})`;
  const because = 'Requests that the router still sends after SIGTERM, or expects a new pod to take, fail.';
  rejectTypos(errors, times, EXPOSURE_PROPS, `${at}.`);
  const deregistrationDelay = wholeSeconds(errors, `${at}.deregistrationDelay`, times.deregistrationDelay, 10, { min: 1, because, required: true });
  checkBoolean(errors, `${at}.usesTerminatingEndpoints`, times.usesTerminatingEndpoints, 'A router that stops sending to a leaving pod would be trusted to go on.');
  return {
    deregistrationDelay,
    minimum: exposure._name === 'custom' ? deregistrationDelay : times.minimum!.toSeconds(),
    registrationTime: wholeSeconds(errors, `${at}.registrationTime`, times.registrationTime, 0, { min: 0, because }),
    usesTerminatingEndpoints: times.usesTerminatingEndpoints === true,
  };
}

function checkedHandover(
  errors: PropErrors,
  props: ZeroDowntimeServiceProps,
  usesTerminatingEndpoints: boolean,
): number | undefined {
  if (props.handover === undefined) { return undefined; }
  const handover = wholeSeconds(errors, 'handover', props.handover, 1, {
    min: 1, because: 'The leaving pod would be gone before its replacement serves: requests fail in each drain.',
  });
  if (!usesTerminatingEndpoints && !errors.has('exposure')) {
    errors.add({
      prop: 'handover',
      given: props.handover,
      allowed: 'only behind a router that uses terminating endpoints, such as Exposure.cluster()',
      because: 'This router stops sending to a leaving pod even when no other is left, so the pod covers for nobody and a drain of a single pod is an outage.',
      remedy: "leave out 'handover' and run at least 2 replicas",
    });
  }
  return handover;
}

const HOOK_FAILS = 'The hook fails, SIGTERM comes at once, and requests that are still routed to the pod fail.';

function checkedHook(errors: PropErrors, preStop: PreStop, minor: number): { hook: StopHook; takes?: unknown; acknowledged: Stop['acknowledged'] } {
  const action = preStop?._action;
  switch (action?.kind) {
    case 'sleep':
      needsMinor(errors, minor, SLEEP_MINOR, {
        prop: 'preStop',
        given: preStop,
        shown: 'PreStop.sleep',
        because: 'Older clusters drop the hook without a word: SIGTERM comes at once and requests that are still routed to the pod fail.',
        remedy: 'use PreStop.shell() if the image has a shell, else PreStop.httpGet or PreStop.command',
      });
      return { hook: { kind: 'sleep' }, takes: action.takes, acknowledged: {} };
    case 'shell':
      return { hook: { kind: 'shell' }, takes: action.takes, acknowledged: {} };
    case 'httpGet':
      rejectTypos(errors, action.options, ['takes', 'port', 'scheme'], 'preStop (PreStop.httpGet).');
      checkHttpPath(errors, 'preStop (PreStop.httpGet)', action.path, HOOK_FAILS);
      checkScheme(errors, 'preStop (PreStop.httpGet).scheme', action.options.scheme, HOOK_FAILS);
      return {
        hook: { kind: 'httpGet', path: action.path, port: action.options.port, scheme: action.options.scheme },
        takes: action.options.takes,
        acknowledged: {},
      };
    case 'command':
      rejectTypos(errors, action.options, ['takes'], 'preStop (PreStop.command).');
      checkCommand(errors, 'preStop (PreStop.command)', action.command, HOOK_FAILS);
      return { hook: { kind: 'command', command: action.command }, takes: action.options.takes, acknowledged: {} };
    case 'none':
      return { hook: { kind: 'none' }, acknowledged: { 'prestop-missing': action.reason } };
    default:
      errors.add({
        prop: 'preStop',
        given: preStop,
        allowed: 'PreStop.sleep() or another factory of PreStop',
        because: 'Without a hook SIGTERM comes at once, and requests that are still routed to the pod fail.',
        remedy: 'use a factory of PreStop',
      });
      return { hook: { kind: 'sleep' }, acknowledged: {} };
  }
}

function checkedDelay(errors: PropErrors, preStop: PreStop, takes: unknown, derived: number, minimum: number): number {
  const kind = preStop?._action?.kind;
  const required = kind === 'httpGet' || kind === 'command';
  return wholeSeconds(errors, `preStop (PreStop.${kind})${required ? '.takes' : ''}`, takes, derived, {
    min: errors.has('exposure', 'handover') ? 1 : minimum,
    required,
    because: `Routers go on sending for that long, or the handover takes that long (${minimum} s): with a shorter delay requests reach a pod that has already closed its port.`,
  });
}

function checkedGrace(errors: PropErrors, given: unknown, delay: number, longestRequest: number): number {
  const needed = gracePeriod(delay, longestRequest);
  if (errors.has('longestRequest', 'preStop', 'exposure', 'handover')) { return needed; }
  return wholeSeconds(errors, 'terminationGracePeriod', given, needed, {
    min: needed,
    because: `The stop delay (${delay} s), the longest request (${longestRequest} s) and ${SHUTDOWN_OVERHEAD} s to exit run inside it: with less, SIGKILL cuts requests at each update.`,
  });
}
