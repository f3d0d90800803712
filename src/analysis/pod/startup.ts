import { guaranteedStartup, ProbeTiming, startupFailureThreshold, startupPeriod } from '../../lifecycle';
import { Path, PROBE_PATHS, showPath, Workload } from '../../manifests';
import { Target } from '../cluster-profile';
import { servesRequests } from '../traffic/router';

/** How long a start may take, if somebody said it. What holds for all services is nothing about pods that serve none. */
export function startupTimeOf(workload: Workload, target: Target): number | undefined {
  return workload.intent.startupTime ?? (servesRequests(workload) ? target.startupTime : undefined);
}

/** Whether a probe may kill a start that takes as long as was said. */
export function mayKillStart(timing: ProbeTiming, startupTime: number): boolean {
  return guaranteedStartup(timing) < startupTime;
}

/** A startup probe with enough patience, at the pace that it has, or a good one. */
export function patientStartup(probe: Path, startupTime: number, period: number = startupPeriod(startupTime)): string {
  const threshold = showPath([...probe, ...PROBE_PATHS.failureThreshold]);
  return `${threshold} to ${startupFailureThreshold(startupTime, period)} and ${showPath([...probe, ...PROBE_PATHS.period])} to ${period}`;
}
