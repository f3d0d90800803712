import { span, WARM_START } from '../lifecycle';
import { Plan } from './plan';
import { HELPERS_ASSUMED, WARM_START_ASSUMED } from '../timeline/assumptions';
import { TimelineInput } from '../timeline/model';

/** What the timeline of a service is computed from. */
export function timelineInputOfPlan({ identity, scaling, stop, probes, rollout, drain, helpers }: Plan): TimelineInput {
  return {
    name: identity.namespace === undefined ? identity.name : `${identity.namespace}/${identity.name}`,
    replicas: scaling.range,
    strategy: { type: 'RollingUpdate', maxSurge: rollout.maxSurge, maxUnavailable: rollout.maxUnavailable },
    start: {
      allowance: WARM_START,
      init: span(0),
      application: span(0, probes.startupTime),
      startup: probes.startup.timing,
      readiness: probes.readiness.timing,
      liveness: probes.liveness?.timing,
      gate: span(0, probes.hasGates ? stop.registrationTime : 0),
      minReady: rollout.minReady,
    },
    stop: { ...stop, neededDelay: stop.deregistrationDelay },
    progressDeadline: rollout.progressDeadline,
    isStartStated: true,
    handover: stop.handover,
    budgets: [drain.limit],
    usesTerminatingEndpoints: stop.usesTerminatingEndpoints,
    assumptions: [
      WARM_START_ASSUMED,
      ...helpers.init.length + helpers.sidecars.length > 0 ? [HELPERS_ASSUMED] : [],
    ],
    // The props refuse a service without a probe, without pods, or with too short a grace period.
    users: { sendRequests: true, havePodsBeside: false, mayFindNoPod: false, reachUnready: false, areCut: false },
  };
}
