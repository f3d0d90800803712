import { probePath } from '../../../analysis/pod/probes';
import { checkInterval } from '../../../lifecycle';
import { Container, Probe, PROBE_PATHS } from '../../../manifests';
import { edited, Fix } from '../../fixes/edited';

/** Raises the threshold until the failure window is long enough. */
export function raiseFailureThreshold(container: Container, liveness: Probe, seconds: number): Fix {
  const path = [...probePath(container, 'liveness'), ...PROBE_PATHS.failureThreshold];
  return edited([{ path, value: Math.ceil(seconds / checkInterval(liveness.timing)) }]);
}
