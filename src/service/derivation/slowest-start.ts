import { ProbesAndGates } from './start';
import { span, timeToReady, WARM_START } from '../../lifecycle';

/** Seconds from the creation of a pod until it is ready, for the slowest healthy start on a node that has room and the image. */
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
