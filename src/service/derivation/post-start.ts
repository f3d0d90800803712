import { Handler } from 'cdk8s-plus-27';
import { sleepSeconds } from '../../manifests';
import { PropErrors } from '../checks/prop-errors';
import { isListOfWords } from '../checks/type-guards';

/** Refuses a hook that certainly takes longer than the whole start, from which deadline and handover are derived. */
export function checkPostStart(errors: PropErrors, given: Handler | undefined, startupTime: number): void {
  // Judged by shape, since an app may have more than one copy of cdk8s-plus.
  const command = (given as { commandOptions?: { command?: unknown } } | undefined)?.commandOptions?.command;
  const seconds = isListOfWords(command) ? sleepSeconds(command) : undefined;
  if (seconds === undefined || seconds <= startupTime || errors.has('startupTime', 'postStart')) { return; }
  errors.add({
    prop: 'postStart',
    given,
    shown: `a hook of ${seconds} s`,
    allowed: `a hook that ends within 'startupTime' (${startupTime} s)`,
    because: 'No pod is ready before the hook has ended: progressDeadline and handover, which follow from startupTime, would end too soon.',
    remedy: `give startupTime: Duration.seconds(${Math.ceil(seconds)}) or more`,
  });
}
