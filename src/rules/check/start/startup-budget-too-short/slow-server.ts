import { startupProbeLikeLiveness } from './liveness';
import { placeOf, runningContainers } from '../../../../analysis/pod/containers';
import { slowServerIn } from '../../../../analysis/pod/jvm';
import { probePath } from '../../../../analysis/pod/probes';
import { startDelaysOf } from '../../../../analysis/pod/start-delay';
import { startupTimeOf } from '../../../../analysis/pod/startup';
import { guaranteedStartup } from '../../../../lifecycle';
import { Container, CONTAINER_PATHS, Probe, PROBE_PATHS, valueAt, Workload } from '../../../../manifests';
import { edited } from '../../../fixes/edited';
import { sufficientStartupProbe } from '../../../fixes/startup-probe';
import { Violation } from '../../../rule';
import { capitalizedContainerLabel } from '../../../wording/containers';
import { workloadPart } from '../../workload-rule';

/** A server that is known to start slowly, and a probe that leaves it less than this. */
const SHORT = 30;
const ENOUGH = 300;

/** A probe with little patience for a product that needs long to start. */
export const slowServer = workloadPart((workload, profile) => {
  if (startupTimeOf(workload, profile) !== undefined) { return undefined; }
  const servers = runningContainers(workload).flatMap((container): Violation[][] => {
    const [called, killer] = [slowServerIn(workload, container), container.startup ?? container.liveness];
    // A port may be open, and a command may succeed, long before the server answers.
    const isOther = killer?.check.kind !== 'httpGet' || startDelaysOf(workload, container).length > 0;
    return called === undefined || isOther ? [] : [judged(workload, container, killer, called)];
  });
  return servers.length === 0 ? undefined : servers.flat();
});

function judged(workload: Workload, container: Container, { timing }: Probe, called: string): Violation[] {
  const allowed = guaranteedStartup(timing);
  if (allowed >= SHORT) { return []; }
  const kind = container.startup ? 'startup' : 'liveness';
  const path = probePath(container, kind);
  const { initialDelay, failureThreshold, period } = timing;
  return [{
    path,
    // Written values may come from a measurement.
    severity: isDefault(workload, container, kind) ? 'warning' : 'info',
    message: `${capitalizedContainerLabel(container)} runs ${called}, which often needs more than ${SHORT} s to start, but its ${kind} probe may kill it after ${allowed} s `
      + `(${initialDelay} + ${failureThreshold - 1} × ${period}): a slow start never completes.`,
    ...edited(container.startup ? sufficientStartupProbe(path, ENOUGH, period)
      : [{ path: probePath(container, 'startup'), value: startupProbeLikeLiveness(workload, container, ENOUGH) }], { byHand: 'how long the slowest start takes' }),
  }];
}

function isDefault(workload: Workload, container: Container, kind: 'startup' | 'liveness'): boolean {
  return [PROBE_PATHS.failureThreshold, PROBE_PATHS.period, PROBE_PATHS.initialDelay]
    .every(field => valueAt(placeOf(workload, container), [...CONTAINER_PATHS[kind], ...field]) === undefined);
}
