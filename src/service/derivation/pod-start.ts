import { ProbesAndGates } from './start';
import { PodStart, span, timeToReady, WARM_START } from '../../lifecycle';

/** How a pod starts on a node with room that has the image, behind a router that needs `registrationTime` seconds. */
export function podStartOf(probes: ProbesAndGates, registrationTime: number, minReady: number): PodStart {
  const { startupTime, startup, readiness, liveness, hasGates } = probes;
  return {
    allowance: WARM_START,
    init: span(0),
    application: span(0, startupTime),
    startup: startup.timing,
    readiness: readiness.timing,
    liveness: liveness?.timing,
    gate: span(0, hasGates ? registrationTime : 0),
    minReady,
  };
}

/** Creation of a pod until it is ready, in seconds, if it starts as slowly as it may. */
export function slowestReady(probes: ProbesAndGates, registrationTime: number): number {
  return timeToReady(podStartOf(probes, registrationTime, 0)).worst;
}
