import { PodStart, span, Span, timeToAvailable, timeToReady, WARM_START } from '../../lifecycle';
import { Workload } from '../../manifests';
import { Target } from '../cluster-profile';
import { routerOf } from '../traffic/router';

/** How long a new pod takes, on a node with room that has the image. */
export interface PodTimes {
  /** What the owner says the application needs. */
  readonly startupTime: number;
  readonly ready: Span;
  readonly available: Span;
}

/** Undefined where nobody says how long the application takes to start. */
export function podTimes(workload: Workload, target: Target): PodTimes | undefined {
  const { intent, serving, minReady, readinessGates } = workload;
  const startupTime = intent.startupTime ?? target.startupTime;
  if (startupTime === undefined) { return undefined; }
  const start: PodStart = {
    allowance: WARM_START,
    init: span(0),
    application: span(0, startupTime),
    startup: serving?.startup?.timing,
    readiness: serving?.readiness?.timing,
    gate: span(0, readinessGates.length > 0 ? routerOf(workload, target).registrationTime : 0),
    minReady,
  };
  return { startupTime, ready: timeToReady(start), available: timeToAvailable(start) };
}
