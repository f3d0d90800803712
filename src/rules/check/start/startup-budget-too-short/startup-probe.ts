import { probePath } from '../../../../analysis/pod/probes';
import { mayKillStart, startupTimeOf } from '../../../../analysis/pod/startup';
import { guaranteedStartup } from '../../../../lifecycle';
import { PROBE_PATHS } from '../../../../manifests';
import { edited } from '../../../fixes/edited';
import { sufficientStartupProbe } from '../../../fixes/startup-probe';
import { capitalizedContainerLabel } from '../../../wording/containers';
import { workloadPart } from '../../workload-rule';

export const startupProbe = workloadPart((workload, profile) => {
  const { serving } = workload;
  const startupTime = startupTimeOf(workload, profile);
  if (!serving?.startup || startupTime === undefined) { return undefined; }
  const { timing } = serving.startup;
  if (!mayKillStart(timing, startupTime)) { return []; }
  const path = probePath(serving, 'startup');
  return [{
    path: [...path, ...PROBE_PATHS.failureThreshold],
    message: `${capitalizedContainerLabel(serving)} may take ${startupTime} s to start, but its startup probe may kill it after ${guaranteedStartup(timing)} s (${timing.initialDelay} + ${timing.failureThreshold - 1} × ${timing.period}): a slow start never ends.`,
    ...edited(sufficientStartupProbe(path, startupTime, timing.period)),
  }];
});
