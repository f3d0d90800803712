import { guaranteedStartup } from '../../../../lifecycle';
import { Container, Probe } from '../../../../manifests';
import { capitalizedContainerLabel } from '../../../wording/containers';

/** What a probe does to a start that takes longer than it waits. */
export function killedStart(container: Container, kind: 'liveness' | 'startup', { timing }: Probe, startupTime: number): string {
  const { initialDelay, failureThreshold, period } = timing;
  return `${capitalizedContainerLabel(container)} may take ${startupTime} s to start, but its ${kind} probe may kill it after ${guaranteedStartup(timing)} s (${initialDelay} + ${failureThreshold - 1} × ${period}): a slow start never ends.`;
}
