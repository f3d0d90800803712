import { guaranteedStartup, ProbeTiming } from '../../lifecycle';
import { Workload } from '../../manifests';
import { ClusterProfile } from '../cluster-profile';
import { servesRequests } from '../traffic/router';

/** How long a start may take, if it is stated. The value for all services does not apply to pods without a Service. */
export function startupTimeOf(workload: Workload, profile: ClusterProfile): number | undefined {
  return workload.intent.startupTime ?? (servesRequests(workload) ? profile.startupTime : undefined);
}

/** Whether a probe may kill a start that takes the stated time. */
export function mayKillStart(timing: ProbeTiming, startupTime: number): boolean {
  return guaranteedStartup(timing) < startupTime;
}
