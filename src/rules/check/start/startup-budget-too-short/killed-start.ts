import { guaranteedStartup } from '../../../../lifecycle';
import { Container, Probe } from '../../../../manifests';
import { capitalizedContainerLabel } from '../../../wording/containers';

/** The effect of a probe on a start that takes longer than the probe allows. */
export function killedStart(container: Container, kind: 'liveness' | 'startup', { timing }: Probe, startupTime: number): string {
  const { initialDelay, failureThreshold, period } = timing;
  return `${capitalizedContainerLabel(container)} may take ${startupTime} s to start, but its ${kind} probe may kill it after ${guaranteedStartup(timing)} s (${initialDelay} + ${failureThreshold - 1} × ${period}): a slow start never completes.`;
}
