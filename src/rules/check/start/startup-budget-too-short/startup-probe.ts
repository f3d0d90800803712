import { killedStart } from './killed-start';
import { probePath } from '../../../../analysis/pod/probes';
import { mayKillStart, startupTimeOf } from '../../../../analysis/pod/startup';
import { PROBE_PATHS } from '../../../../manifests';
import { edited } from '../../../fixes/edited';
import { sufficientStartupProbe } from '../../../fixes/startup-probe';
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
    message: killedStart(serving, 'startup', serving.startup, startupTime),
    ...edited(sufficientStartupProbe(path, startupTime, timing.period)),
  }];
});
