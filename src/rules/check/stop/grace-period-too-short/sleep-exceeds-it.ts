import { runningContainers } from '../../../../analysis/pod/containers';
import { gracePeriodOf, longestRequestOf, sufficientGracePeriod } from '../../../../analysis/pod/grace-period';
import { edited } from '../../../fixes/edited';
import { graceEdit, hasSleepAction } from '../../../fixes/prestop';
import { hookPath, containerLabel } from '../../../wording/containers';
import { workloadPart } from '../../workload-rule';

export const sleepExceedsIt = workloadPart((workload, profile) => {
  const grace = gracePeriodOf(workload);
  const sleeping = runningContainers(workload).flatMap(container => container.preStop?.kind === 'sleep' ? [{ container, seconds: container.preStop.seconds }] : []);
  if (grace === undefined || sleeping.length === 0 || !hasSleepAction(profile)) { return undefined; }
  return sleeping.filter(({ seconds }) => seconds > grace).map(({ container, seconds }) => ({
    path: hookPath(container),
    message: `The preStop hook of ${containerLabel(container)} sleeps ${seconds} s, which is longer than the grace period of ${grace} s: the API server refuses the Deployment.`,
    ...edited([graceEdit(sufficientGracePeriod(seconds, longestRequestOf(workload, profile)))]),
  }));
});
