import { probePath } from '../../../analysis/pod/probes';
import { Container, Probe, PROBE_PATHS } from '../../../manifests';
import { edited, Fix } from '../../fixes/edited';

/** Raises the threshold until failureThreshold * period is long enough. */
export function raiseFailureThreshold(container: Container, liveness: Probe, seconds: number): Fix {
  const path = [...probePath(container, 'liveness'), ...PROBE_PATHS.failureThreshold];
  return edited([{ path, value: Math.ceil(seconds / liveness.timing.period) }]);
}
