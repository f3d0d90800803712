import { span } from '../../src/lifecycle';
import { TimelineInput } from '../../src/timeline/model';

/** A service with two pods that starts in 20 s at most, and whose numbers add up. */
export function numbers(changes: Partial<TimelineInput> = {}): TimelineInput {
  return {
    name: 'shop/web',
    replicas: { min: 2, max: 2 },
    kind: 'Deployment',
    replacement: { kind: 'rolling', maxSurge: 1, maxUnavailable: 0 },
    start: {
      allowance: span(1, 5),
      init: span(0),
      application: span(0, 20),
      startup: { initialDelay: 0, period: 1, timeout: 2, failureThreshold: 21, successThreshold: 1 },
      readiness: { initialDelay: 0, period: 5, timeout: 2, failureThreshold: 3, successThreshold: 1 },
      gate: span(0),
      minReady: 10,
    },
    stopSignal: 'SIGTERM',
    stop: { stopDelay: 10, gracePeriod: 45, deregistrationDelay: 10, neededDelay: 10, longestWork: 30 },
    progressDeadline: 360,
    isStartStated: true,
    budgets: [{ maxUnavailable: 1 }],
    usesTerminatingEndpoints: true,
    assumptions: [],
    users: {
      sendRequests: true,
      haveOthers: true,
      havePodsBeside: false,
      mayFindNoPod: false,
      reachUnready: false,
      work: 'requests',
      areCut: false,
    },
    ...changes,
  };
}
