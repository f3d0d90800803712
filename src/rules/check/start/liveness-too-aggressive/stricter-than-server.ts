import { runningContainers } from '../../../../analysis/pod/containers';
import { SHORTEST_LIVENESS } from '../../../../analysis/pod/probe-windows';
import { probePath } from '../../../../analysis/pod/probes';
import { portBound, serverTimeoutOf } from '../../../../analysis/pod/server-timeout';
import { failureWindow } from '../../../../lifecycle';
import { Container, PROBE_PATHS, Workload } from '../../../../manifests';
import { containerLabel } from '../../../wording/containers';
import { workloadPart } from '../../workload-rule';
import { raiseFailureThreshold } from '../failure-threshold';

/** The probe waits in the same queue as requests, so it fails while each worker answers one that the server still allows. */
export const stricterThanServer = workloadPart((workload, _, manifests) => {
  const probed = runningContainers(workload)
    .filter(container => asksServer(workload, container) && serverTimeoutOf(workload, container, manifests));
  if (probed.length === 0) { return undefined; }
  return probed.flatMap(container => {
    const window = failureWindow(container.liveness!.timing);
    const { seconds, called } = serverTimeoutOf(workload, container, manifests)!;
    // A probe that restarts busy pods is reported as such.
    return window >= seconds || window < SHORTEST_LIVENESS ? [] : [{
      path: [...probePath(container, 'liveness'), ...PROBE_PATHS.failureThreshold],
      message: `The liveness probe restarts ${containerLabel(container)} after ${window} s without an answer, but ${called} ${seconds} allows ${seconds} s for a request: `
        + 'while slow requests keep all workers busy, working pods are killed with their requests, and the others take over their load.',
      ...raiseFailureThreshold(container, container.liveness!, seconds),
    }];
  });
});

function asksServer(workload: Workload, container: Container): boolean {
  const check = container.liveness?.check;
  if (check?.kind !== 'httpGet') { return false; }
  const asked = container.ports.find(({ name }) => name === check.port)?.number ?? check.port;
  const bound = portBound(workload, container);
  return bound === undefined || bound === asked;
}
