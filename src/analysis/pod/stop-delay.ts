import { shutdownDelayOf } from './shutdown-delay';
import { hookSeconds, Workload } from '../../manifests';

/**
 * How long the preStop hook of the container that serves takes: what its owner says of a command or an HTTP request, else
 * what can be read; undefined without a hook, or where nothing tells.
 */
export function hookTimeOf({ serving, intent }: Workload): number | undefined {
  const hook = serving?.preStop;
  return (hook?.kind === 'exec' || hook?.kind === 'httpGet' ? intent.stopDelay : undefined) ?? hookSeconds(hook);
}

/** Seconds of the grace period that are gone before a server begins to end its requests, as far as something tells. */
export function usedByDelayOf(workload: Workload): number {
  return (hookTimeOf(workload) ?? 0) + (workload.serving ? shutdownDelayOf(workload, workload.serving) : 0);
}

/**
 * Seconds from the request to stop until the server accepts no more requests: until SIGTERM, and as long as it serves on by
 * itself; undefined where nothing tells how long the hook runs.
 */
export function stopDelayOf(workload: Workload): number | undefined {
  const { serving, gracePeriod } = workload;
  const hook = serving?.preStop;
  const own = serving ? shutdownDelayOf(workload, serving) : 0;
  // No kubelet runs a hook of an unknown kind.
  if (!hook || hook.kind === 'unknown') { return Math.min(own, gracePeriod); }
  const seconds = hookTimeOf(workload);
  return seconds === undefined ? undefined : Math.min(seconds + own, gracePeriod);
}
