import { runningContainers } from '../../../../analysis/pod/containers';
import { asksApplication } from '../../../../analysis/pod/probe-checks';
import { SHORTEST_LIVENESS, soonestRestart } from '../../../../analysis/pod/probe-windows';
import { probePath } from '../../../../analysis/pod/probes';
import { checkInterval, failureWindow } from '../../../../lifecycle';
import { PROBE_PATHS } from '../../../../manifests';
import { containerLabel } from '../../../wording/containers';
import { workloadPart } from '../../workload-rule';
import { raiseFailureThreshold } from '../failure-threshold';

/** Below this, one pause for garbage collection causes a restart. */
const IMMEDIATE = 10;

export const shortWindow = workloadPart(workload => {
  const probed = runningContainers(workload).filter(({ liveness }) => liveness && asksApplication(liveness.check));
  if (probed.length === 0) { return undefined; }
  return probed.flatMap(container => {
    const { liveness, readiness } = container;
    const { timing } = liveness!;
    const seconds = failureWindow(timing);
    const enough = Math.max(2 * SHORTEST_LIVENESS, readiness ? soonestRestart(readiness) : 0);
    return seconds >= SHORTEST_LIVENESS ? [] : [{
      path: [...probePath(container, 'liveness'), ...PROBE_PATHS.failureThreshold],
      message: `The liveness probe restarts ${containerLabel(container)} after ${seconds} s without an answer (${timing.failureThreshold} checks, ${checkInterval(timing)} s apart): under load it restarts pods that only need time.`,
      ...raiseFailureThreshold(container, liveness!, enough),
      severity: seconds < IMMEDIATE ? undefined : 'info' as const,
    }];
  });
});
