import { CountOrPercent, latestAvailable, onNewNode, progressDeadline, replicaCounts, resolveFenceposts, SPARE_SHARE } from '../../lifecycle';
import { countOrPercent, INT32_MAX, wholeNumber, wholeSeconds } from '../checks/number-props';
import { PropErrors } from '../checks/prop-errors';
import { StatedProps } from '../stated-props';
import { ReplicaRange } from './replica-range';
import { ProbesAndGates } from './start';
import { Stop } from './stop';

/** How pods are replaced; seconds and counts. */
export interface Rollout {
  readonly maxSurge: CountOrPercent;
  readonly maxUnavailable: CountOrPercent;
  readonly minReady: number;
  readonly progressDeadline: number;
  readonly revisionHistoryLimit: number;
}

const MIN_READY = 10;

export function deriveRollout(
  errors: PropErrors, props: StatedProps, replicas: ReplicaRange, probes: ProbesAndGates, stop: Stop,
): Rollout {
  // Without a router, no request fails: work only waits.
  const isRouted = stop.router.name !== 'none';
  const registrationTime = probes.hasGates || errors.has('readinessGates', 'exposure') ? 0 : stop.router.registrationTime;
  const minReady = checkedMinReady(errors, props.minReady, registrationTime, isRouted);
  const start = {
    startup: probes.startup?.timing,
    readiness: probes.readiness?.timing,
    gate: probes.hasGates ? stop.router.registrationTime : 0,
    minReady,
  };
  const slowest = latestAvailable(start);
  return {
    ...checkedStrategy(errors, props, replicas, isRouted),
    minReady,
    progressDeadline: wholeSeconds(errors, 'progressDeadline', props.progressDeadline, progressDeadline(start), {
      min: errors.has('startupTime', 'healthCheck', 'minReady', 'exposure', 'readinessGates') ? 1 : onNewNode(slowest) + 1,
      because: `A healthy start may take ${onNewNode(slowest)} s until the pod is available (a new node and its image, startup, readiness, minReady): with less, healthy rollouts are reported as failed, and pipelines roll them back halfway.`,
      onPurpose: { rule: 'progress-deadline-too-short', from: minReady + 1 },
    }),
    revisionHistoryLimit: wholeNumber(errors, 'revisionHistoryLimit', props.revisionHistoryLimit, 5, {
      min: 1,
      because: 'Without an old revision, a broken release cannot be rolled back.',
      onPurpose: { rule: 'revision-history-limit-zero', from: 0 },
    }),
  };
}

function checkedMinReady(errors: PropErrors, given: unknown, registrationTime: number, isRouted: boolean): number {
  const derived = Math.max(MIN_READY, registrationTime);
  const minReady = wholeSeconds(errors, 'minReady', given, derived, {
    min: registrationTime,
    because: registrationTime > 0
      ? `The load balancer needs up to ${registrationTime} s until it sends to a new pod: with less, the old pods are removed before that, and users get 503 answers.`
      : 'The API server would reject it, and the release stops.',
    onPurpose: { rule: 'lb-readiness-gate-missing', from: 0 },
  });
  if (minReady === 0 && isRouted) {
    errors.add({
      prop: 'minReady',
      given,
      allowed: 'at least 1 s',
      because: 'A version that crashes right after it becomes ready would replace every working pod.',
      remedy: `leave it out for ${derived} s`,
      rule: 'min-ready-seconds-zero',
    });
  }
  return minReady;
}

function checkedStrategy(errors: PropErrors, props: StatedProps, range: ReplicaRange, isRouted: boolean) {
  const maxSurge = countOrPercent(errors, 'maxSurge', props.maxSurge, '25%', 'The API server rejects it, and the release stops.', INT32_MAX);
  const maxUnavailable = countOrPercent(errors, 'maxUnavailable', props.maxUnavailable, 0, 'The API server rejects it, and the release stops.');
  if (errors.has('replicas', 'autoscaling', 'maxSurge', 'maxUnavailable')) { return { maxSurge, maxUnavailable }; }
  for (const replicas of replicaCounts(range)) {
    const { unavailable, forced } = resolveFenceposts(maxSurge, maxUnavailable, replicas);
    if (forced) {
      errors.add({
        prop: 'maxSurge',
        given: maxSurge,
        shown: `${maxSurge} and 'maxUnavailable' ${maxUnavailable}`,
        allowed: 'one of them above 0 after rounding (surge up, unavailable down)',
        because: `At ${replicas} replicas both round to 0: the controller then removes a pod before its replacement is ready, or the API server rejects it.`,
        remedy: 'leave maxSurge out for 25 %',
      });
      break;
    }
    if (!isRouted) { continue; }
    if (unavailable >= replicas) {
      errors.add({
        prop: 'maxUnavailable',
        given: maxUnavailable,
        allowed: replicas === 1 ? '0, since there is one pod' : `fewer than all ${replicas} replicas`,
        because: 'A rollout may remove all pods at once: an outage for users in each update.',
        remedy: 'leave maxUnavailable out for 0',
        rule: 'max-unavailable-too-high',
      });
      break;
    }
    if (unavailable / replicas > SPARE_SHARE) {
      errors.add({
        prop: 'maxUnavailable',
        given: maxUnavailable,
        allowed: `at most a quarter of the ${replicas} replicas, rounded down`,
        because: `Each update removes ${unavailable} of ${replicas} pods before their replacements are ready: the remaining pods must carry all requests.`,
        remedy: 'leave maxUnavailable out for 0',
        rule: 'max-unavailable-too-high',
      });
      break;
    }
  }
  return { maxSurge, maxUnavailable };
}
