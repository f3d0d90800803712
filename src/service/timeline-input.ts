import { podStartOf } from './derivation/pod-start';
import { Plan } from './plan';
import { HELPERS_ASSUMED, WARM_START_ASSUMED } from '../timeline/assumptions';
import { TimelineInput } from '../timeline/model';

/** What the timeline of a service is computed from. */
export function timelineInputOfPlan({ identity, scaling, stop, probes, rollout, drain, helpers }: Plan): TimelineInput {
  return {
    name: identity.namespace === undefined ? identity.name : `${identity.namespace}/${identity.name}`,
    replicas: scaling.range,
    strategy: { kind: 'RollingUpdate', maxSurge: rollout.maxSurge, maxUnavailable: rollout.maxUnavailable },
    start: podStartOf(probes, stop.registrationTime, rollout.minReady),
    stop,
    progressDeadline: rollout.progressDeadline,
    budgets: [drain.limit],
    usesTerminatingEndpoints: stop.usesTerminatingEndpoints,
    assumptions: [
      WARM_START_ASSUMED,
      ...helpers.init.length + helpers.sidecars.length > 0 ? [HELPERS_ASSUMED] : [],
    ],
  };
}
