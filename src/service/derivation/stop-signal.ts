import { StopHook } from './stop-hook';
import { StopSignal } from '../../intent';
import { PropErrors } from '../checks/prop-errors';

/** The signal that tells a worker to take no new job: SIGTERM without a hook, any other signal by a hook. */
export function checkedSignal(errors: PropErrors, given: StopSignal | undefined): StopHook {
  if (given === undefined || given === StopSignal.SIGTERM) { return { kind: 'none' }; }
  const known: unknown[] = Object.values(StopSignal);
  if (!known.includes(given)) {
    errors.add({
      prop: 'stopSignal',
      given,
      allowed: Object.keys(StopSignal).map(name => `StopSignal.${name}`).join(', '),
      because: 'The hook fails, and SIGTERM is sent at once: running jobs are cut off in each update.',
      remedy: 'use one of them, or leave it out for SIGTERM',
    });
  }
  return { kind: 'signal', signal: given };
}
