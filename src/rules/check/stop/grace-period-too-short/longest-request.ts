import { gracePeriodOf, longestRequestOf } from '../../../../analysis/pod/grace-period';
import { hookTimeOf, usedByDelayOf } from '../../../../analysis/pod/stop-delay';
import { gracePeriod, MINIMUM_SIGTERM_WINDOW, sigtermWindow } from '../../../../lifecycle';
import { WORKLOAD_PATHS } from '../../../../manifests';
import { edited } from '../../../fixes/edited';
import { graceEdit } from '../../../fixes/prestop';
import { workloadPart } from '../../workload-rule';

export const belowLongestRequest = workloadPart((workload, profile, manifests) => {
  const longestRequest = longestRequestOf(workload, profile);
  const grace = gracePeriodOf(workload);
  const hook = hookTimeOf(workload) ?? 0;
  const delay = usedByDelayOf(workload, manifests);
  if (longestRequest === undefined || grace === undefined) { return undefined; }
  const left = sigtermWindow(grace, delay);
  // A hook that leaves no time cuts requests of any length: hook-fills-it.ts.
  if (delay > 0 && left <= MINIMUM_SIGTERM_WINDOW) { return undefined; }
  const needed = gracePeriod(Math.ceil(delay), longestRequest);
  if (grace >= needed) { return []; }
  return [{
    path: WORKLOAD_PATHS.gracePeriod,
    message: `The grace period is ${grace} s${delay > 0 ? `, of which ${delay > hook ? 'the stop delay' : 'the preStop hook'} takes ${delay} s` : ''}: ${left} s are left for requests that take up to ${longestRequest} s and 5 s to exit, so SIGKILL cuts some.`,
    ...edited([graceEdit(needed)]),
  }];
});
