import { startupFailureThreshold, startupPeriod } from '../../lifecycle';
import { Path, PROBE_PATHS } from '../../manifests';
import type { FixEdit } from '../rule';

/** A startup probe with enough patience, with its own period or a suitable one. */
export function sufficientStartupProbe(probe: Path, startupTime: number, period: number = startupPeriod(startupTime)): FixEdit[] {
  return [
    { path: [...probe, ...PROBE_PATHS.failureThreshold], value: startupFailureThreshold(startupTime, period) },
    { path: [...probe, ...PROBE_PATHS.period], value: period },
  ];
}
