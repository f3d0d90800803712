import { failureWindow, LONGEST_FAILURE_WINDOW } from '../../lifecycle';
import { Container, Probe } from '../../manifests';

/** Below this, a pause under load looks like a hung process. */
export const SHORTEST_LIVENESS = 30;

/** How long pods must be unready before they are restarted: twice the time that it takes to detect a failure. */
export function soonestRestart(readiness: Probe): number {
  return 2 * failureWindow(readiness.timing);
}

/** Whether a container is restarted before it has been unready for some time. */
export function restartsTooSoon({ liveness, readiness }: Container): boolean {
  return liveness !== undefined && readiness !== undefined && failureWindow(liveness.timing) < soonestRestart(readiness);
}

/** Whether a hung container gets requests for long: neither probe detects it within a minute. */
export function noticesLate({ liveness, readiness }: Container): boolean {
  const isSlow = (probe: Probe | undefined) => !probe || failureWindow(probe.timing) > LONGEST_FAILURE_WINDOW;
  return readiness !== undefined && isSlow(readiness) && isSlow(liveness);
}
