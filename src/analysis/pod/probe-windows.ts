import { probePath } from './probes';
import { failureWindow } from '../../lifecycle';
import { Container, Probe, PROBE_PATHS, showPath } from '../../manifests';

/** Shorter than this, a pause under load looks like a process that hangs. */
export const SHORTEST_LIVENESS = 30;

/** How long pods must be unready at least before they are restarted: twice as long as it takes to notice. */
export function soonestRestart(readiness: Probe): number {
  return 2 * failureWindow(readiness.timing);
}

/** Whether a container is restarted before it has been unready for some time. */
export function restartsTooSoon({ liveness, readiness }: Container): boolean {
  return liveness !== undefined && readiness !== undefined && failureWindow(liveness.timing) < soonestRestart(readiness);
}

/** Tells to raise the threshold until failureThreshold * period is as long as wanted. */
export function morePatience(container: Container, liveness: Probe, seconds: number): string {
  const path = showPath([...probePath(container, 'liveness'), ...PROBE_PATHS.failureThreshold]);
  return `Set ${path} to ${Math.ceil(seconds / liveness.timing.period)}.`;
}
