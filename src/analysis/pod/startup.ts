import { guaranteedStartup, ProbeTiming } from '../../lifecycle';
import { Workload } from '../../manifests';
import { ClusterProfile } from '../cluster-profile';
import { servesRequests } from '../traffic/router';

/** How long a start may take, if somebody said it. What holds for all services is nothing about pods that serve none. */
export function startupTimeOf(workload: Workload, profile: ClusterProfile): number | undefined {
  return workload.intent.startupTime ?? (servesRequests(workload) ? profile.startupTime : undefined);
}

/** Whether a probe may kill a start that takes as long as was said. */
export function mayKillStart(timing: ProbeTiming, startupTime: number): boolean {
  return guaranteedStartup(timing) < startupTime;
}
