import { Duration } from 'cdk8s';
import { Router } from './router';
import { Bounds, wholeSeconds } from '../checks/number-props';
import { PropErrors } from '../checks/prop-errors';
import { StatedProps } from '../stated-props';

/** The work that must not be cut off: the requests of a service, or the jobs of a worker. */
export interface Work {
  readonly prop: 'longestRequest' | 'longestJob';
  readonly singular: string;
  readonly plural: string;
  /** The rule about a grace period that is too short for it. */
  readonly rule: string;
}

const REQUESTS: Work = { prop: 'longestRequest', singular: 'request', plural: 'requests', rule: 'grace-period-too-short' };
const JOBS: Work = { prop: 'longestJob', singular: 'job', plural: 'jobs', rule: 'worker-grace-period-too-short' };

export function workOf({ name }: Router): Work {
  return name === 'none' ? JOBS : REQUESTS;
}

const LONGEST_REQUEST = 30;

/** The longest piece of work, in seconds; a worker must state it. */
export function longestWork(errors: PropErrors, props: StatedProps, { prop, plural }: Work): number {
  if (prop === 'longestJob' && props.longestJob === undefined) {
    errors.add({
      prop,
      given: undefined,
      allowed: 'the longest time that a job takes, as a Duration of whole seconds',
      because: 'The grace period is derived from it: longer jobs would be cut off in each update.',
      remedy: 'give the duration of your longest job, such as Duration.minutes(10)',
    });
    return LONGEST_REQUEST;
  }
  const bounds: Bounds = { min: 1, because: `The grace period is derived from it: longer ${plural} would be cut off in each update.` };
  const given: Duration | undefined = props[prop];
  return wholeSeconds(errors, prop, given, LONGEST_REQUEST, bounds);
}
