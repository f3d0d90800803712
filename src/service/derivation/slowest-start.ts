import { ProbesAndGates } from './start';
import { span, timeToReady, WARM_START } from '../../lifecycle';

/** Creation of a pod until it is ready, in seconds, if it starts as slowly as it may, on a node with room that has the image. */
export function slowestStart({ startupTime, startup, readiness, hasGates }: ProbesAndGates, registrationTime: number): number {
  return timeToReady({
    allowance: WARM_START,
    init: span(0),
    application: span(0, startupTime),
    startup: startup?.timing,
    readiness: readiness?.timing,
    gate: span(0, hasGates ? registrationTime : 0),
    minReady: 0,
  }).worst;
}
