import { killedStart } from './killed-start';
import { placeOf } from '../../../../analysis/pod/containers';
import { probePath } from '../../../../analysis/pod/probes';
import { mayKillStart, startupTimeOf } from '../../../../analysis/pod/startup';
import { Container, CONTAINER_PATHS, mappingAt, setField, Workload } from '../../../../manifests';
import { edited } from '../../../fixes/edited';
import { sufficientStartupProbe } from '../../../fixes/startup-probe';
import { workloadPart } from '../../workload-rule';

export const liveness = workloadPart((workload, profile) => {
  const { serving } = workload;
  const startupTime = startupTimeOf(workload, profile);
  if (!serving?.liveness || startupTime === undefined) { return undefined; }
  const { timing } = serving.liveness;
  if (serving.startup || !mayKillStart(timing, startupTime)) { return []; }
  const path = probePath(serving, 'liveness');
  return [{
    path,
    message: killedStart(serving, 'liveness', serving.liveness, startupTime),
    ...edited([{ path: probePath(serving, 'startup'), value: startupProbeLikeLiveness(workload, serving, startupTime) }]),
  }];
});

/** A startup probe with the check of the liveness probe, as patient as the start requires. */
export function startupProbeLikeLiveness(workload: Workload, container: Container, startupTime: number): object {
  const { value } = mappingAt(placeOf(workload, container), CONTAINER_PATHS.liveness);
  const { initialDelaySeconds, terminationGracePeriodSeconds, successThreshold, ...probe } = value as Record<string, unknown>;
  for (const edit of sufficientStartupProbe([], startupTime)) { setField(probe, edit); }
  return probe;
}
