import { hookSeconds, Workload } from '../../manifests';

/** Seconds from the request to stop until SIGTERM; undefined where nothing tells how long the hook runs. */
export function stopDelayOf({ serving, gracePeriod }: Workload): number | undefined {
  const hook = serving?.preStop;
  // No kubelet runs a hook of an unknown kind.
  if (!hook || hook.kind === 'unknown') { return 0; }
  const seconds = hookSeconds(hook);
  return seconds === undefined ? undefined : Math.min(seconds, gracePeriod);
}
