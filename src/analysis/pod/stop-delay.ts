import { shutdownDelayOf } from './shutdown-delay';
import { hookSeconds, ManifestSet, Workload } from '../../manifests';
import { onceInCluster } from '../memoize';

/**
 * How long the preStop hook of the serving container takes: as its owner states for a command or an HTTP request, else
 * as far as it can be read; undefined without a hook, or if unknown.
 */
export function hookTimeOf({ serving, intent }: Workload): number | undefined {
  const hook = serving?.preStop;
  return (hook?.kind === 'exec' || hook?.kind === 'httpGet' ? intent.stopDelay : undefined) ?? hookSeconds(hook);
}

/** Seconds of the grace period that pass before a server begins to finish its requests, as far as known. */
export function usedByDelayOf(workload: Workload, manifests: ManifestSet): number {
  return (hookTimeOf(workload) ?? 0) + ownDelayOf(workload, manifests);
}

const ownDelayOf = onceInCluster((workload: Workload, manifests): number =>
  workload.serving ? shutdownDelayOf(workload, workload.serving, manifests) : 0);

/**
 * Seconds from the request to stop until the server accepts no more requests: until SIGTERM, and as long as the server itself
 * keeps serving; undefined if the duration of the hook is unknown.
 */
export function stopDelayOf(workload: Workload, manifests: ManifestSet): number | undefined {
  const { serving, gracePeriod } = workload;
  const hook = serving?.preStop;
  const own = ownDelayOf(workload, manifests);
  // The kubelet does not run a hook of an unknown kind.
  if (!hook || hook.kind === 'unknown') { return Math.min(own, gracePeriod); }
  const seconds = hookTimeOf(workload);
  return seconds === undefined ? undefined : Math.min(seconds + own, gracePeriod);
}
