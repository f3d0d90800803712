import { PreStop } from '../../intent';
import { SLEEP_MINOR } from '../../intent/kubernetes-version';
import { gracePeriod, MINIMUM_SIGTERM_WINDOW, SHUTDOWN_OVERHEAD, stopDelay } from '../../lifecycle';
import { wholeSeconds } from '../checks/number-props';
import { PropErrors } from '../checks/prop-errors';
import { rejectUnknownOptions } from '../checks/typos';
import { StatedProps } from '../stated-props';
import { checkCommand, checkHttpPath, checkScheme } from './actions';
import { Router } from './router';
import { StopHook } from './stop-hook';
import { checkedSignal } from './stop-signal';
import { needsMinor } from './version';
import { longestWork, Work, workOf } from './work';

/** How a pod stops, in whole seconds. */
export interface Stop {
  readonly router: Router;
  readonly handover?: number;
  /** The longest request of a service, or the longest job of a worker. */
  readonly longestWork: number;
  readonly hook: StopHook;
  readonly stopDelay: number;
  readonly gracePeriod: number;
  /** How long a container may take to exit after its liveness check reached its failureThreshold. */
  readonly livenessGracePeriod: number;
  /** Acknowledged rules whose reasons are part of a prop. */
  readonly acknowledged: { [rule: string]: string };
}

/** A hung process answers no requests, so waiting is pointless: it need not get the whole grace period. */
const LIVENESS_GRACE_PERIOD = 10;

export function deriveStop(
  errors: PropErrors, props: StatedProps, minor: number, router: Router, handover: number | undefined,
): Stop {
  const work = workOf(router);
  const longest = longestWork(errors, props, work);
  if (router.name === 'none') { return stopOfWorker(errors, props, router, work, longest); }
  const preStop = props.preStop === undefined ? PreStop.sleep() : props.preStop;
  const { hook, takes, acknowledged } = checkedHook(errors, preStop, minor);
  const delay = checkedDelay(errors, preStop, takes, router, handover);
  if (hook.kind === 'none' && handover !== undefined && !errors.has('handover')) {
    errors.add({
      prop: 'preStop',
      given: preStop,
      shown: 'PreStop.none',
      allowed: `a hook, since ${props.handover === undefined ? 'there may be a single pod' : "'handover' is set"}`,
      because: 'Without a hook, SIGTERM is sent at once, so the terminating pod does not cover for its replacement.',
      remedy: props.handover === undefined ? 'use PreStop.sleep(), or run 2 replicas' : "use PreStop.sleep(), or leave out 'handover'",
    });
  }
  const grace = checkedGrace(errors, props.terminationGracePeriod, delay, longest, work);
  return {
    router,
    handover,
    longestWork: longest,
    hook,
    stopDelay: delay,
    gracePeriod: grace,
    livenessGracePeriod: Math.min(LIVENESS_GRACE_PERIOD, grace),
    acknowledged,
  };
}

// There is no router to wait for: the worker is told to stop at once, and has the whole grace period for its job.
function stopOfWorker(errors: PropErrors, props: StatedProps, router: Router, work: Work, longest: number): Stop {
  const grace = checkedGrace(errors, props.terminationGracePeriod, 0, longest, work);
  return {
    router,
    longestWork: longest,
    hook: checkedSignal(errors, props.stopSignal),
    stopDelay: 0,
    gracePeriod: grace,
    livenessGracePeriod: Math.min(LIVENESS_GRACE_PERIOD, grace),
    acknowledged: {},
  };
}

interface CheckedHook {
  readonly hook: StopHook;
  readonly takes?: unknown;
  readonly acknowledged: Stop['acknowledged'];
}

const HOOK_FAILS = 'The hook fails, SIGTERM is sent at once, and requests that are still routed to the pod fail.';

function checkedHook(errors: PropErrors, preStop: PreStop, minor: number): CheckedHook {
  const action = preStop?._action;
  switch (action?.kind) {
    case 'sleep':
      needsMinor(errors, minor, SLEEP_MINOR, {
        prop: 'preStop',
        given: preStop,
        shown: 'PreStop.sleep',
        because: 'Older clusters drop the hook without a message: SIGTERM is sent at once, and requests that are still routed to the pod fail.',
        remedy: 'use PreStop.shell() if the image has a shell, else PreStop.httpGet or PreStop.command',
      });
      return { hook: { kind: 'sleep' }, takes: action.takes, acknowledged: {} };
    case 'shell':
      return { hook: { kind: 'shell' }, takes: action.takes, acknowledged: {} };
    case 'httpGet':
      rejectUnknownOptions(errors, action.options, ['takes', 'port', 'scheme'], 'preStop (PreStop.httpGet).');
      checkHttpPath(errors, 'preStop (PreStop.httpGet)', action.path, HOOK_FAILS);
      checkScheme(errors, 'preStop (PreStop.httpGet).scheme', action.options.scheme, HOOK_FAILS);
      return {
        hook: { kind: 'httpGet', path: action.path, port: action.options.port, scheme: action.options.scheme },
        takes: action.options.takes,
        acknowledged: {},
      };
    case 'command':
      rejectUnknownOptions(errors, action.options, ['takes'], 'preStop (PreStop.command).');
      checkCommand(errors, 'preStop (PreStop.command)', action.command, HOOK_FAILS);
      return { hook: { kind: 'command', command: action.command }, takes: action.options.takes, acknowledged: {} };
    case 'none':
      return { hook: { kind: 'none' }, acknowledged: { 'prestop-missing': action.reason } };
    default:
      errors.add({
        prop: 'preStop',
        given: preStop,
        allowed: 'PreStop.sleep() or another factory of PreStop',
        because: 'Without a hook, SIGTERM is sent at once, and requests that are still routed to the pod fail.',
        remedy: 'use a factory of PreStop',
      });
      return { hook: { kind: 'sleep' }, acknowledged: {} };
  }
}

function checkedDelay(
  errors: PropErrors, preStop: PreStop, takes: unknown, router: Router, handover: number | undefined,
): number {
  const kind = preStop?._action?.kind;
  const required = kind === 'httpGet' || kind === 'command';
  const minimum = Math.max(router.minimum, handover ?? 0);
  return wholeSeconds(errors, `preStop (PreStop.${kind})${required ? '.takes' : ''}`, takes, stopDelay(router.deregistrationDelay, handover), {
    min: errors.has('exposure', 'handover') ? 1 : minimum,
    required,
    because: `Routers keep sending for that long, or the handover takes that long (${minimum} s): with a shorter delay, requests reach a pod that has already closed its port.`,
    // A hook that does not cover for the only pod is a different mistake from one that ends too early.
    onPurpose: handover === undefined ? { rule: SHORT_HOOK, from: 1 } : undefined,
  });
}

/** The rule about a hook that ends before the router stops sending. */
export const SHORT_HOOK = 'prestop-too-short';

function checkedGrace(errors: PropErrors, given: unknown, delay: number, longest: number, work: Work): number {
  const { prop, singular, plural, rule } = work;
  const needed = gracePeriod(delay, longest);
  if (errors.has(prop, 'preStop', 'exposure', 'handover')) { return needed; }
  return wholeSeconds(errors, 'terminationGracePeriod', given, needed, {
    min: needed,
    because: `${delay > 0 ? `The stop delay (${delay} s), the` : 'The'} longest ${singular} (${longest} s) and ${SHUTDOWN_OVERHEAD} s to exit must fit into it: with less, SIGKILL cuts off ${plural} in each update.`,
    onPurpose: { rule, from: delay + MINIMUM_SIGTERM_WINDOW + 1 },
  });
}
