import { probePath } from '../../../analysis/pod/probes';
import { Container, Probe, PROBE_PATHS, showPath } from '../../../manifests';

/** Tells to raise the threshold until failureThreshold * period is as long as wanted. */
export function raiseFailureThreshold(container: Container, liveness: Probe, seconds: number): string {
  const path = showPath([...probePath(container, 'liveness'), ...PROBE_PATHS.failureThreshold]);
  return `Set ${path} to ${Math.ceil(seconds / liveness.timing.period)}.`;
}
