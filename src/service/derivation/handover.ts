import { ReplicaRange } from './replica-range';
import { slowestStart } from './slowest-start';
import { ProbesAndGates } from './start';
import { wholeSeconds } from '../checks/number-props';
import { PropErrors } from '../checks/prop-errors';
import { StatedProps } from '../stated-props';
import { Router } from './router';

/** The props from which the slowest start is derived. */
const START_PROPS = ['startupTime', 'healthCheck', 'readinessGates', 'exposure'];

/**
 * How long a terminating pod covers for its replacement, in seconds; undefined if it need not. A single pod must, so its
 * handover is derived: `timeToReady` of the slowest healthy start, on a node with room.
 */
export function deriveHandover(
  errors: PropErrors, props: StatedProps, range: ReplicaRange, router: Router, probes: ProbesAndGates,
): number | undefined {
  // Jobs wait in the queue until the next worker has started.
  if (router.name === 'none') { return undefined; }
  const slowest = slowestStart(probes, router.registrationTime);
  if (props.handover !== undefined) { return checkedHandover(errors, props.handover, range, router, slowest); }
  if (range.min > 1 || errors.has('replicas', 'autoscaling', ...START_PROPS)) { return undefined; }
  const single = singlePodOf(props);
  if (errors.acknowledges(single.rule)) { return undefined; }
  if (router.usesTerminatingEndpoints) { return slowest; }
  errors.add({
    prop: single.prop,
    given: 1,
    allowed: 'a whole number from 2',
    because: 'When the only pod is evicted, or its node drained, requests fail until another pod serves: this router does not send to a pod that is stopping.',
    remedy: 'run 2 replicas',
    rule: single.rule,
  });
  return undefined;
}

function checkedHandover(errors: PropErrors, given: unknown, range: ReplicaRange, router: Router, slowest: number): number {
  const handover = wholeSeconds(errors, 'handover', given, slowest, {
    min: errors.has(...START_PROPS) ? 1 : slowest,
    because: `A replacement may need ${slowest} s until it serves (startupTime and its probes): with a shorter handover, no pod serves for the rest of each drain.`,
  });
  if (!router.usesTerminatingEndpoints && !errors.has('exposure')) {
    errors.add({
      prop: 'handover',
      given,
      allowed: 'only behind a router that uses terminating endpoints, such as Exposure.cluster()',
      because: 'This router stops sending to a terminating pod even if it is the last one, so the pod cannot cover for its replacement, and a drain of a single pod is an outage.',
      remedy: range.min > 1 ? "leave out 'handover'" : "leave out 'handover' and run at least 2 replicas",
    });
  }
  return handover;
}

function singlePodOf({ autoscaling }: StatedProps) {
  return autoscaling === undefined
    ? { prop: 'replicas', rule: 'single-replica' }
    : { prop: 'autoscaling.minReplicas', rule: 'autoscaler-minimum-too-low' };
}
