import { runningContainers } from '../../../../analysis/pod/containers';
import { asksApplication } from '../../../../analysis/pod/probe-checks';
import { restartsTooSoon, SHORTEST_LIVENESS, soonestRestart } from '../../../../analysis/pod/probe-windows';
import { probePath } from '../../../../analysis/pod/probes';
import { failureWindow } from '../../../../lifecycle';
import { PROBE_PATHS } from '../../../../manifests';
import { containerLabel } from '../../../wording/containers';
import { workloadPart } from '../../workload-rule';
import { raiseFailureThreshold } from '../failure-threshold';

export const asSoonAsReadiness = workloadPart(workload => {
  // A probe that restarts busy pods is reported as such.
  const probed = runningContainers(workload)
    .filter(({ liveness, readiness }) => liveness && readiness && failureWindow(liveness.timing) >= SHORTEST_LIVENESS)
    .filter(({ liveness }) => asksApplication(liveness!.check));
  if (probed.length === 0) { return undefined; }
  return probed.filter(restartsTooSoon).map(container => {
    const { liveness, readiness } = container;
    return {
      path: [...probePath(container, 'liveness'), ...PROBE_PATHS.failureThreshold],
      message: `A pod whose ${containerLabel(container)} does not answer is out of service after ${failureWindow(readiness!.timing)} s and restarted after ${failureWindow(liveness!.timing)} s: a pod that is only overloaded has no time to recover.`,
      ...raiseFailureThreshold(container, liveness!, Math.max(SHORTEST_LIVENESS, soonestRestart(readiness!))),
    };
  });
});
