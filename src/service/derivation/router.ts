import { checkBoolean } from './pass-through';
import { Exposure } from '../../intent';
import { RouterTimes } from '../../lifecycle';
import { wholeSeconds } from '../checks/number-props';
import { PropErrors } from '../checks/prop-errors';
import { rejectUnknownOptions } from '../checks/typos';

/** Who routes to the pods, and how long that takes to notice what comes and what leaves. */
export type Router = RouterTimes;

const EXPOSURE_PROPS = ['deregistrationDelay', 'registrationTime', 'usesTerminatingEndpoints'];

export function deriveRouter(errors: PropErrors, given: Exposure | undefined): Router {
  const exposure = given === undefined ? Exposure.cluster() : given;
  const times = exposure?._times;
  if (!times) {
    errors.add({
      prop: 'exposure',
      given,
      allowed: 'Exposure.cluster() or another factory of Exposure',
      because: 'Without knowing the router, nobody knows how long it goes on sending to a pod that is leaving.',
      remedy: 'use a factory of Exposure',
    });
    return { deregistrationDelay: 10, minimum: 5, registrationTime: 0, usesTerminatingEndpoints: true };
  }
  const at = `exposure (Exposure.${exposure._name})`;
  const because = 'Requests that the router still sends after SIGTERM, or expects a new pod to take, fail.';
  if (exposure._name === 'custom') { rejectUnknownOptions(errors, times, EXPOSURE_PROPS, `${at}.`); }
  const deregistrationDelay = wholeSeconds(errors, `${at}.deregistrationDelay`, times.deregistrationDelay, 10, { min: 1, because, required: true });
  checkBoolean(errors, `${at}.usesTerminatingEndpoints`, times.usesTerminatingEndpoints, 'A router that stops sending to a leaving pod would be trusted to go on.');
  return {
    deregistrationDelay,
    minimum: exposure._name === 'custom' ? deregistrationDelay : times.minimum!.toSeconds(),
    registrationTime: wholeSeconds(errors, `${at}.registrationTime`, times.registrationTime, 0, { min: 0, because }),
    usesTerminatingEndpoints: times.usesTerminatingEndpoints === true,
  };
}
