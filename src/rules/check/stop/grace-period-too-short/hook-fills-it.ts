import { gracePeriodOf, longestRequestOf, sufficientGracePeriod } from '../../../../analysis/pod/grace-period';
import { hookTimeOf, usedByDelayOf } from '../../../../analysis/pod/stop-delay';
import { servesRequests } from '../../../../analysis/traffic/router';
import { MINIMUM_SIGTERM_WINDOW, sigtermWindow } from '../../../../lifecycle';
import { WORKLOAD_PATHS } from '../../../../manifests';
import { edited } from '../../../fixes/edited';
import { graceEdit } from '../../../fixes/prestop';
import { containerLabel } from '../../../wording/containers';
import { workloadPart } from '../../workload-rule';

export const hookFillsIt = workloadPart((workload, profile, manifests) => {
  const { serving } = workload;
  const hook = hookTimeOf(workload);
  const seconds = usedByDelayOf(workload, manifests);
  const grace = gracePeriodOf(workload);
  if (!serving || (hook === undefined && seconds === 0) || grace === undefined || !servesRequests(workload)) { return undefined; }
  // The API server rejects that: sleep-exceeds-it.ts.
  if (serving.preStop?.kind === 'sleep' && (hook ?? 0) > grace) { return undefined; }
  return sigtermWindow(grace, seconds) > MINIMUM_SIGTERM_WINDOW ? [] : [{
    path: WORKLOAD_PATHS.gracePeriod,
    message: `The ${seconds > (hook ?? 0) ? 'stop delay' : 'preStop hook'} of ${containerLabel(serving)} takes ${seconds} s of a grace period of ${grace} s: SIGKILL follows SIGTERM after ${MINIMUM_SIGTERM_WINDOW} s, and requests that take longer are cut.`,
    ...edited([graceEdit(sufficientGracePeriod(seconds, longestRequestOf(workload, profile)))]),
  }];
});
