import { startupFailureThreshold, startupPeriod } from '../../lifecycle';
import { Path, PROBE_PATHS, showPath } from '../../manifests';

/** A startup probe with enough patience, at the pace that it has, or a good one. */
export function sufficientStartupProbe(probe: Path, startupTime: number, period: number = startupPeriod(startupTime)): string {
  const threshold = showPath([...probe, ...PROBE_PATHS.failureThreshold]);
  return `${threshold} to ${startupFailureThreshold(startupTime, period)} and ${showPath([...probe, ...PROBE_PATHS.period])} to ${period}`;
}
